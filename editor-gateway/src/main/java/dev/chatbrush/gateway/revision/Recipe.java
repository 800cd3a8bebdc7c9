package dev.chatbrush.gateway.revision;

import java.util.Map;

/**
 * How a revision came about, so that it can be made again. {@code outsideChanged} counts bytes
 * outside the grown mask that differ from the parent; null without a mask. {@code millis} is the
 * time from the request to the result.
 */
public record Recipe(
    String tool,
    Title title,
    String model,
    String modelVersion,
    String prompt,
    String promptOriginal,
    boolean usesMask,
    long seed,
    Map<String, String> parameters,
    long millis,
    Long outsideChanged) {
  public Recipe {
    parameters = Map.copyOf(parameters);
  }
}
