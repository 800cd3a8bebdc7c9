package dev.chatbrush.triton;

import dev.chatbrush.triton.error.InvalidInputException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One question to one model. Immutable; may be sent many times, from any thread. */
public final class InferRequest {
  private final ModelId model;
  private final String id;
  private final List<Tensor> inputs;
  private final Map<String, SharedPlace> places;
  private final List<String> outputs;
  private final Set<String> inPlace;
  private final Map<String, Object> parameters;
  private final Map<String, String> headers;
  private final Duration timeout;

  private InferRequest(Builder builder) {
    this.model = builder.model;
    this.id = builder.id;
    this.inputs = List.copyOf(builder.inputs.values());
    this.places = Map.copyOf(builder.places);
    this.outputs = List.copyOf(builder.outputs);
    this.inPlace = Set.copyOf(builder.inPlace);
    this.parameters = Map.copyOf(builder.parameters);
    this.headers = Map.copyOf(builder.headers);
    this.timeout = builder.timeout;
  }

  /** Starts a request to that model in the version of the server's choice. */
  public static Builder to(String model) {
    return to(ModelId.of(model));
  }

  /** Starts a request to that model. */
  public static Builder to(ModelId model) {
    return new Builder(model);
  }

  public ModelId model() {
    return model;
  }

  /** The caller's id, which comes back with each answer; empty unless it was set. */
  public String id() {
    return id;
  }

  public List<Tensor> inputs() {
    return inputs;
  }

  /** The input of that name, if the request has one. */
  public Optional<Tensor> input(String name) {
    return inputs.stream().filter(tensor -> tensor.name().equals(name)).findFirst();
  }

  /** Where the input of that name lies in shared memory; empty for one that is sent. */
  public Optional<SharedPlace> placeOf(String name) {
    return Optional.ofNullable(places.get(name));
  }

  /** Where the server writes the output of that name; empty where it comes in the answer. */
  public Optional<SharedPlace> placeOfOutput(String name) {
    return inPlace.contains(name) && outputs.contains(name) ? placeOf(name) : Optional.empty();
  }

  /** The same, with these inputs in shared memory, and asking for these outputs alone. */
  public InferRequest placed(Map<String, SharedPlace> where, List<String> wanted) {
    return with(inputs, where, wanted);
  }

  /** The same for a model that has a batch axis: each input is all of its batch. */
  public InferRequest inBatch() {
    return with(inputs.stream().map(Tensor::inBatch).toList(), places, outputs);
  }

  private InferRequest with(
      List<Tensor> tensors, Map<String, SharedPlace> where, List<String> wanted) {
    Builder copy = new Builder(model).id(id).timeout(timeout);
    tensors.forEach(
        tensor ->
            Optional.ofNullable(where.get(tensor.name()))
                .ifPresentOrElse(place -> copy.input(tensor, place), () -> copy.input(tensor)));
    copy.outputs.addAll(wanted);
    copy.inPlace.addAll(inPlace);
    copy.parameters.putAll(parameters);
    copy.headers.putAll(headers);
    return copy.build();
  }

  /** Bytes of the inputs that are sent: those in shared memory are not. */
  public long sentBytes() {
    return inputs.stream()
        .filter(tensor -> !places.containsKey(tensor.name()))
        .mapToLong(tensor -> tensor.data().size())
        .sum();
  }

  /** Names of the wanted outputs; empty means all. */
  public List<String> outputs() {
    return outputs;
  }

  /** Parameters of the request; values are Boolean, Long, Double or String. */
  public Map<String, Object> parameters() {
    return parameters;
  }

  /** Metadata headers of this call alone; the client's own come on top. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Time from sending to the last answer. */
  public Duration timeout() {
    return timeout;
  }

  /** Model, id and inputs, never data. */
  @Override
  public String toString() {
    return "request '" + id + "' to " + model + " with " + inputs;
  }

  /** Collects a request; not safe for use by several threads. */
  public static final class Builder {
    private final ModelId model;
    private String id = "";
    private final Map<String, Tensor> inputs = new LinkedHashMap<>();
    private final Map<String, SharedPlace> places = new LinkedHashMap<>();
    private final List<String> outputs = new ArrayList<>();
    private final Set<String> inPlace = new TreeSet<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Duration timeout;

    private Builder(ModelId model) {
      this.model = Objects.requireNonNull(model, "model");
    }

    /** Adds an input; a second one of the same name is refused. */
    public Builder input(Tensor tensor) {
      if (inputs.putIfAbsent(tensor.name(), tensor) != null) {
        throw new InvalidInputException(
            "request to %s: input '%s' is given twice; give each name once"
                .formatted(model, tensor.name()));
      }
      return this;
    }

    /**
     * Adds an input whose bytes the server finds itself, in a region of shared memory that it was
     * told of. They must stay as they are until the request is over.
     */
    public Builder input(Tensor tensor, SharedPlace place) {
      place.require(tensor);
      input(tensor);
      places.put(tensor.name(), place);
      return this;
    }

    /** Sends all inputs after all, from wherever they lie. */
    public Builder sendingAll() {
      places.clear();
      return this;
    }

    /** Asks for these outputs alone; default is all. */
    public Builder outputs(String... names) {
      outputs.addAll(List.of(names));
      return this;
    }

    /**
     * Lets the server write this output over the input of the same name, where that lies in shared
     * memory: the model must have read its input by then, and the output not be larger.
     */
    public Builder inPlace(String name) {
      inPlace.add(name);
      return this;
    }

    public Builder parameter(String key, String value) {
      return put(key, value);
    }

    public Builder parameter(String key, long value) {
      return put(key, value);
    }

    public Builder parameter(String key, double value) {
      return put(key, value);
    }

    public Builder parameter(String key, boolean value) {
      return put(key, value);
    }

    /** Sends a metadata header (ASCII) with this call. */
    public Builder header(String name, String value) {
      headers.put(name, value);
      return this;
    }

    /** An id that comes back with each answer. */
    public Builder id(String value) {
      id = Objects.requireNonNull(value, "id");
      return this;
    }

    /** Triton's queue priority: 1 is served first; 0, the default, is the model's own default. */
    public Builder priority(long level) {
      return put("priority", level);
    }

    /** Required: time from sending to the last answer, greater than zero. */
    public Builder timeout(Duration value) {
      timeout = value;
      return this;
    }

    /**
     * The finished request.
     *
     * @throws InvalidInputException without a timeout greater than zero
     */
    public InferRequest build() {
      if (timeout == null || timeout.isZero() || timeout.isNegative()) {
        throw new InvalidInputException(
            "request to %s: expected a timeout greater than zero, found %s; call timeout(Duration)"
                .formatted(model, timeout == null ? "none" : timeout));
      }
      return new InferRequest(this);
    }

    private Builder put(String key, Object value) {
      parameters.put(key, Objects.requireNonNull(value, key));
      return this;
    }
  }
}
