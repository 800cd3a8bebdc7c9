package dev.chatbrush.triton.testing;

import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.ModelMetadata;
import dev.chatbrush.triton.TensorMetadata;
import dev.chatbrush.triton.grpc.wire.ModelConfig;
import dev.chatbrush.triton.grpc.wire.ModelParameter;
import dev.chatbrush.triton.grpc.wire.ModelTransactionPolicy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** A model of the fake server. May be changed while in use. Thread-safe. */
public final class FakeModel {
  private final String name;
  private final List<TensorMetadata> inputs = new ArrayList<>();
  private final List<TensorMetadata> outputs = new ArrayList<>();
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private final ArrayDeque<FakeBehaviour> script = new ArrayDeque<>();
  private final List<InferRequest> received = new ArrayList<>();
  private List<String> versions = List.of("1");
  private FakeBehaviour behaviour = FakeBehaviour.echo();
  private boolean decoupled;
  private boolean ready = true;
  private int maxBatchSize;
  private long finished;

  FakeModel(String name) {
    this.name = name;
  }

  /** What it does with every request that no {@link #next} answers; default is to echo. */
  public synchronized FakeModel behaves(FakeBehaviour value) {
    behaviour = value;
    return this;
  }

  /** What it does with the next request; several calls make a queue. */
  public synchronized FakeModel next(FakeBehaviour value) {
    script.add(value);
    return this;
  }

  /** The ready versions; default is 1. */
  public synchronized FakeModel versions(String... values) {
    versions = List.of(values);
    return this;
  }

  /** Declares an input; requests are then checked as Triton checks them. -1 means any extent. */
  public synchronized FakeModel input(String input, DataType type, long... dims) {
    inputs.add(new TensorMetadata(input, type, LongStream.of(dims).boxed().toList()));
    return this;
  }

  /** Declares an output. */
  public synchronized FakeModel output(String output, DataType type, long... dims) {
    outputs.add(new TensorMetadata(output, type, LongStream.of(dims).boxed().toList()));
    return this;
  }

  /** Sets a parameter of the configuration. */
  public synchronized FakeModel parameter(String key, String value) {
    parameters.put(key, value);
    return this;
  }

  /** Takes on what a {@code config.pbtxt} says to clients: tensors, parameters, transactions. */
  synchronized FakeModel configured(ModelConfig config) {
    config
        .getInputList()
        .forEach(t -> inputs.add(tensor(t.getName(), t.getDataType().name(), t.getDimsList())));
    config
        .getOutputList()
        .forEach(t -> outputs.add(tensor(t.getName(), t.getDataType().name(), t.getDimsList())));
    config.getParametersMap().forEach((key, value) -> parameters.put(key, value.getStringValue()));
    decoupled = config.getModelTransactionPolicy().getDecoupled();
    maxBatchSize = config.getMaxBatchSize();
    return this;
  }

  private static TensorMetadata tensor(String name, String type, List<Long> dims) {
    String wire = type.equals("TYPE_STRING") ? "BYTES" : type.substring("TYPE_".length());
    return new TensorMetadata(name, DataType.ofWireName(wire), dims);
  }

  /** Any number of answers to a request; only over streams. */
  public synchronized FakeModel decoupled() {
    decoupled = true;
    return this;
  }

  /** Whether it takes requests; default yes. */
  public synchronized FakeModel ready(boolean value) {
    ready = value;
    return this;
  }

  /** The requests that reached it, oldest first. */
  public synchronized List<InferRequest> received() {
    return List.copyOf(received);
  }

  /** Declares what the batch may be at most; only shown in the configuration. */
  public synchronized FakeModel maxBatchSize(int value) {
    maxBatchSize = value;
    return this;
  }

  synchronized FakeBehaviour take(InferRequest request) {
    received.add(request);
    return script.isEmpty() ? behaviour : script.poll();
  }

  synchronized void countFinished() {
    finished++;
  }

  synchronized long finished() {
    return finished;
  }

  synchronized boolean isDecoupled() {
    return decoupled;
  }

  synchronized boolean isReady(String version) {
    return ready && (version.isEmpty() || versions.contains(version));
  }

  synchronized List<String> versions() {
    return versions;
  }

  synchronized ModelMetadata metadata() {
    return new ModelMetadata(name, versions, "fake", inputs, outputs);
  }

  synchronized ModelConfig config() {
    ModelConfig.Builder builder =
        ModelConfig.newBuilder()
            .setName(name)
            .setBackend("fake")
            .setMaxBatchSize(maxBatchSize)
            .setModelTransactionPolicy(ModelTransactionPolicy.newBuilder().setDecoupled(decoupled));
    parameters.forEach(
        (key, value) ->
            builder.putParameters(key, ModelParameter.newBuilder().setStringValue(value).build()));
    return builder.build();
  }
}
