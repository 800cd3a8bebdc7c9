package dev.chatbrush.triton.grpc;

import dev.chatbrush.triton.ModelConfig;
import dev.chatbrush.triton.ModelId;
import dev.chatbrush.triton.ModelMetadata;
import dev.chatbrush.triton.ModelStatistics;
import dev.chatbrush.triton.RepositoryModel;
import dev.chatbrush.triton.ServerMetadata;
import dev.chatbrush.triton.error.DeadlineExceededException;
import dev.chatbrush.triton.error.ModelNotFoundException;
import dev.chatbrush.triton.error.ServerUnavailableException;
import dev.chatbrush.triton.grpc.message.ControlMessages;
import dev.chatbrush.triton.grpc.waiting.Blocking;
import dev.chatbrush.triton.grpc.wire.GRPCInferenceServiceGrpc;
import dev.chatbrush.triton.grpc.wire.ModelConfigRequest;
import dev.chatbrush.triton.grpc.wire.ModelMetadataRequest;
import dev.chatbrush.triton.grpc.wire.ModelReadyRequest;
import dev.chatbrush.triton.grpc.wire.ModelReadyResponse;
import dev.chatbrush.triton.grpc.wire.ModelStatisticsRequest;
import dev.chatbrush.triton.grpc.wire.RepositoryIndexRequest;
import dev.chatbrush.triton.grpc.wire.RepositoryModelLoadRequest;
import dev.chatbrush.triton.grpc.wire.RepositoryModelUnloadRequest;
import dev.chatbrush.triton.grpc.wire.ServerLiveRequest;
import dev.chatbrush.triton.grpc.wire.ServerLiveResponse;
import dev.chatbrush.triton.grpc.wire.ServerMetadataRequest;
import dev.chatbrush.triton.grpc.wire.ServerReadyRequest;
import dev.chatbrush.triton.grpc.wire.ServerReadyResponse;
import dev.chatbrush.triton.grpc.wire.SystemSharedMemoryRegisterRequest;
import dev.chatbrush.triton.grpc.wire.SystemSharedMemoryStatusRequest;
import dev.chatbrush.triton.grpc.wire.SystemSharedMemoryUnregisterRequest;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Every call that carries no tensors. Thread-safe. */
final class ControlPlane {
  // Loading may read gigabytes of weights and build contexts on a device.
  private static final Duration LOAD_TIMEOUT = Duration.ofMinutes(5);

  private final Transport transport;

  ControlPlane(Transport transport) {
    this.transport = transport;
  }

  boolean live() {
    return falseWithoutServer(
        () ->
            call(
                "liveness",
                GRPCInferenceServiceGrpc.getServerLiveMethod(),
                ServerLiveRequest.getDefaultInstance(),
                ServerLiveResponse::getLive));
  }

  boolean ready() {
    return falseWithoutServer(
        () ->
            call(
                "readiness",
                GRPCInferenceServiceGrpc.getServerReadyMethod(),
                ServerReadyRequest.getDefaultInstance(),
                ServerReadyResponse::getReady));
  }

  boolean modelReady(ModelId model) {
    return falseWithoutServer(
        () ->
            call(
                "readiness of " + model,
                GRPCInferenceServiceGrpc.getModelReadyMethod(),
                ModelReadyRequest.newBuilder()
                    .setName(model.name())
                    .setVersion(model.version())
                    .build(),
                ModelReadyResponse::getReady));
  }

  ServerMetadata serverMetadata() {
    return call(
        "metadata of the server",
        GRPCInferenceServiceGrpc.getServerMetadataMethod(),
        ServerMetadataRequest.getDefaultInstance(),
        ControlMessages::serverMetadata);
  }

  ModelMetadata metadata(ModelId model) {
    return metadata(model, transport.config().controlTimeout());
  }

  ModelMetadata metadata(ModelId model, Duration timeout) {
    return call(
        "metadata of " + model,
        GRPCInferenceServiceGrpc.getModelMetadataMethod(),
        ModelMetadataRequest.newBuilder().setName(model.name()).setVersion(model.version()).build(),
        timeout,
        ControlMessages::metadata);
  }

  ModelConfig config(ModelId model) {
    return call(
        "configuration of " + model,
        GRPCInferenceServiceGrpc.getModelConfigMethod(),
        ModelConfigRequest.newBuilder().setName(model.name()).setVersion(model.version()).build(),
        ControlMessages::config);
  }

  ModelStatistics statistics(ModelId model) {
    return call(
        "statistics of " + model,
        GRPCInferenceServiceGrpc.getModelStatisticsMethod(),
        ModelStatisticsRequest.newBuilder()
            .setName(model.name())
            .setVersion(model.version())
            .build(),
        ControlMessages::statistics);
  }

  List<RepositoryModel> repositoryIndex() {
    return call(
        "repository index",
        GRPCInferenceServiceGrpc.getRepositoryIndexMethod(),
        RepositoryIndexRequest.getDefaultInstance(),
        ControlMessages::index);
  }

  void load(String model) {
    call(
        "loading of " + model,
        GRPCInferenceServiceGrpc.getRepositoryModelLoadMethod(),
        RepositoryModelLoadRequest.newBuilder().setModelName(model).build(),
        LOAD_TIMEOUT,
        Function.identity());
  }

  void unload(String model) {
    call(
        "unloading of " + model,
        GRPCInferenceServiceGrpc.getRepositoryModelUnloadMethod(),
        RepositoryModelUnloadRequest.newBuilder().setModelName(model).build(),
        LOAD_TIMEOUT,
        Function.identity());
  }

  void registerSharedMemory(String name, String key, long bytes) {
    call(
        "registering shared memory",
        GRPCInferenceServiceGrpc.getSystemSharedMemoryRegisterMethod(),
        SystemSharedMemoryRegisterRequest.newBuilder()
            .setName(name)
            .setKey(key)
            .setByteSize(bytes)
            .build(),
        Function.identity());
  }

  Set<String> sharedMemory() {
    return call(
        "list of shared memory",
        GRPCInferenceServiceGrpc.getSystemSharedMemoryStatusMethod(),
        SystemSharedMemoryStatusRequest.getDefaultInstance(),
        answer -> Set.copyOf(answer.getRegionsMap().keySet()));
  }

  void unregisterSharedMemory(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("expected a region's name; none would be those of all");
    }
    call(
        "unregistering shared memory",
        GRPCInferenceServiceGrpc.getSystemSharedMemoryUnregisterMethod(),
        SystemSharedMemoryUnregisterRequest.newBuilder().setName(name).build(),
        Function.identity());
  }

  private <Q, A, T> T call(
      String name, MethodDescriptor<Q, A> method, Q message, Function<A, T> reader) {
    return call(name, method, message, transport.config().controlTimeout(), reader);
  }

  private <Q, A, T> T call(
      String name,
      MethodDescriptor<Q, A> method,
      Q message,
      Duration timeout,
      Function<A, T> reader) {
    CallSetup setup = transport.setup(timeout, Map.of());
    return Blocking.call(
        name,
        executor ->
            UnaryCall.start(transport, name, method, message, setup.on(executor), reader).future());
  }

  private static boolean falseWithoutServer(Supplier<Boolean> question) {
    try {
      return question.get();
    } catch (ServerUnavailableException
        | DeadlineExceededException
        | ModelNotFoundException answer) {
      return false; // that is the answer to "is it ready?", and callers were promised it
    }
  }
}
