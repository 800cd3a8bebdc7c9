package dev.chatbrush.triton;

import dev.chatbrush.triton.error.UnexpectedResponseException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One answer of a model. Immutable. */
public final class InferResponse {
  private final ModelId model;
  private final String id;
  private final Map<String, Tensor> outputs;
  private final List<TensorMetadata> placed;
  private final Map<String, Object> parameters;
  private final boolean last;

  /** An answer of these parts, all of which were sent. */
  public InferResponse(
      ModelId model,
      String id,
      Collection<Tensor> outputs,
      Map<String, Object> parameters,
      boolean last) {
    this(model, id, outputs, List.of(), parameters, last);
  }

  /**
   * An answer of these parts.
   *
   * @param model the model and version that answered
   * @param id the request's id
   * @param outputs the tensors, each name once
   * @param placed outputs that lie where the request said, in shared memory
   * @param parameters values are Boolean, Long, Double or String
   * @param last whether no further answer to the same request follows
   */
  public InferResponse(
      ModelId model,
      String id,
      Collection<Tensor> outputs,
      List<TensorMetadata> placed,
      Map<String, Object> parameters,
      boolean last) {
    this.model = Objects.requireNonNull(model, "model");
    this.id = Objects.requireNonNull(id, "id");
    this.outputs = byName(outputs);
    this.placed = List.copyOf(placed);
    this.parameters = Map.copyOf(parameters);
    this.last = last;
  }

  /** The model and the version that answered. */
  public ModelId model() {
    return model;
  }

  /** The id of the request. */
  public String id() {
    return id;
  }

  /** All outputs by name, in the server's order. */
  public Map<String, Tensor> outputs() {
    return outputs;
  }

  /** Outputs that were not sent: the server wrote them where the request said, in shared memory. */
  public List<TensorMetadata> placed() {
    return placed;
  }

  /**
   * The answer of a model that has a batch axis to a request {@link InferRequest#inBatch}, without
   * that axis.
   *
   * @throws UnexpectedResponseException for an output that is not the only one of its batch
   */
  public InferResponse outOfBatch() {
    List<Tensor> ones = outputs.values().stream().map(Tensor::outOfBatch).toList();
    return new InferResponse(model, id, ones, placed, parameters, last);
  }

  /** Whether it carries no output at all. */
  public boolean isEmpty() {
    return outputs.isEmpty() && placed.isEmpty();
  }

  /**
   * The output of that name.
   *
   * @throws UnexpectedResponseException naming what came, when it is not there
   */
  public Tensor output(String name) {
    Tensor tensor = outputs.get(name);
    if (tensor == null) {
      throw new UnexpectedResponseException(
          "expected output '%s' from %s, found %s: the model and this program do not fit together"
              .formatted(name, model, outputs.values()));
    }
    return tensor;
  }

  /** Whether the output of that name is there. */
  public boolean has(String name) {
    return outputs.containsKey(name);
  }

  /** Whether no further answer to the same request follows; always true for unary calls. */
  public boolean isFinal() {
    return last;
  }

  /** The answer's parameters; values are Boolean, Long, Double or String. */
  public Map<String, Object> parameters() {
    return parameters;
  }

  /** Model, id and outputs, never data. */
  @Override
  public String toString() {
    return "answer '" + id + "' of " + model + " with " + outputs.values();
  }

  private static Map<String, Tensor> byName(Collection<Tensor> tensors) {
    Map<String, Tensor> map = new LinkedHashMap<>();
    for (Tensor tensor : tensors) {
      if (map.putIfAbsent(tensor.name(), tensor) != null) {
        throw new UnexpectedResponseException(
            "output '%s' came twice in one answer: %s".formatted(tensor.name(), tensors));
      }
    }
    return Collections.unmodifiableMap(map);
  }
}
