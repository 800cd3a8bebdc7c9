package dev.chatbrush.triton;

import java.util.Map;
import java.util.Optional;

/**
 * The part of a model's configuration that clients choose by.
 *
 * @param name folder name in the repository
 * @param platform for example {@code tensorrt_plan}; empty where {@code backend} says it
 * @param backend for example {@code python}
 * @param maxBatchSize 0 when the model does not batch
 * @param decoupled whether it may give any number of answers to one request
 * @param parameters its {@code parameters} block
 */
public record ModelConfig(
    String name,
    String platform,
    String backend,
    int maxBatchSize,
    boolean decoupled,
    Map<String, String> parameters) {
  public ModelConfig {
    parameters = Map.copyOf(parameters);
  }

  /** The parameter of that key, if it is set. */
  public Optional<String> parameter(String key) {
    return Optional.ofNullable(parameters.get(key));
  }
}
