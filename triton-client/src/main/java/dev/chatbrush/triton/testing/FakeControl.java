package dev.chatbrush.triton.testing;

import dev.chatbrush.triton.ModelId;
import dev.chatbrush.triton.ModelMetadata;
import dev.chatbrush.triton.TensorMetadata;
import dev.chatbrush.triton.grpc.wire.GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase;
import dev.chatbrush.triton.grpc.wire.InferStatistics;
import dev.chatbrush.triton.grpc.wire.ModelConfigRequest;
import dev.chatbrush.triton.grpc.wire.ModelConfigResponse;
import dev.chatbrush.triton.grpc.wire.ModelInferRequest;
import dev.chatbrush.triton.grpc.wire.ModelInferResponse;
import dev.chatbrush.triton.grpc.wire.ModelMetadataRequest;
import dev.chatbrush.triton.grpc.wire.ModelMetadataResponse;
import dev.chatbrush.triton.grpc.wire.ModelReadyRequest;
import dev.chatbrush.triton.grpc.wire.ModelReadyResponse;
import dev.chatbrush.triton.grpc.wire.ModelStatistics;
import dev.chatbrush.triton.grpc.wire.ModelStatisticsRequest;
import dev.chatbrush.triton.grpc.wire.ModelStatisticsResponse;
import dev.chatbrush.triton.grpc.wire.ModelStreamInferResponse;
import dev.chatbrush.triton.grpc.wire.RepositoryIndexRequest;
import dev.chatbrush.triton.grpc.wire.RepositoryIndexResponse;
import dev.chatbrush.triton.grpc.wire.RepositoryIndexResponse.ModelIndex;
import dev.chatbrush.triton.grpc.wire.RepositoryModelLoadRequest;
import dev.chatbrush.triton.grpc.wire.RepositoryModelLoadResponse;
import dev.chatbrush.triton.grpc.wire.RepositoryModelUnloadRequest;
import dev.chatbrush.triton.grpc.wire.RepositoryModelUnloadResponse;
import dev.chatbrush.triton.grpc.wire.ServerLiveRequest;
import dev.chatbrush.triton.grpc.wire.ServerLiveResponse;
import dev.chatbrush.triton.grpc.wire.ServerMetadataRequest;
import dev.chatbrush.triton.grpc.wire.ServerMetadataResponse;
import dev.chatbrush.triton.grpc.wire.ServerReadyRequest;
import dev.chatbrush.triton.grpc.wire.ServerReadyResponse;
import dev.chatbrush.triton.grpc.wire.StatisticDuration;
import dev.chatbrush.triton.grpc.wire.SystemSharedMemoryRegisterRequest;
import dev.chatbrush.triton.grpc.wire.SystemSharedMemoryRegisterResponse;
import dev.chatbrush.triton.grpc.wire.SystemSharedMemoryStatusRequest;
import dev.chatbrush.triton.grpc.wire.SystemSharedMemoryStatusResponse;
import dev.chatbrush.triton.grpc.wire.SystemSharedMemoryUnregisterRequest;
import dev.chatbrush.triton.grpc.wire.SystemSharedMemoryUnregisterResponse;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.function.Supplier;

/** The fake server's face to the network; answers the control plane itself. */
final class FakeControl extends GRPCInferenceServiceImplBase {
  private final FakeRepository repository;
  private final FakeRegions regions;
  private final FakeInference inference;
  private volatile boolean ready = true;

  FakeControl(FakeRepository repository, FakeRegions regions, FakeInference inference) {
    this.repository = repository;
    this.regions = regions;
    this.inference = inference;
  }

  void ready(boolean value) {
    ready = value;
  }

  @Override
  public void modelInfer(ModelInferRequest message, StreamObserver<ModelInferResponse> caller) {
    inference.unary(message, caller);
  }

  @Override
  public StreamObserver<ModelInferRequest> modelStreamInfer(
      StreamObserver<ModelStreamInferResponse> caller) {
    return inference.stream(caller);
  }

  @Override
  public void serverLive(ServerLiveRequest message, StreamObserver<ServerLiveResponse> caller) {
    answer(caller, () -> ServerLiveResponse.newBuilder().setLive(true).build());
  }

  @Override
  public void serverReady(ServerReadyRequest message, StreamObserver<ServerReadyResponse> caller) {
    answer(caller, () -> ServerReadyResponse.newBuilder().setReady(ready).build());
  }

  @Override
  public void modelReady(ModelReadyRequest message, StreamObserver<ModelReadyResponse> caller) {
    answer(
        caller,
        () -> {
          repository.find(new ModelId(message.getName(), message.getVersion()));
          return ModelReadyResponse.newBuilder().setReady(true).build();
        });
  }

  @Override
  public void serverMetadata(
      ServerMetadataRequest message, StreamObserver<ServerMetadataResponse> caller) {
    answer(
        caller,
        () -> ServerMetadataResponse.newBuilder().setName("fake-triton").setVersion("1").build());
  }

  @Override
  public void modelMetadata(
      ModelMetadataRequest message, StreamObserver<ModelMetadataResponse> caller) {
    answer(
        caller,
        () ->
            metadata(
                repository.find(new ModelId(message.getName(), message.getVersion())).metadata()));
  }

  @Override
  public void modelConfig(ModelConfigRequest message, StreamObserver<ModelConfigResponse> caller) {
    answer(
        caller,
        () ->
            ModelConfigResponse.newBuilder()
                .setConfig(
                    repository.find(new ModelId(message.getName(), message.getVersion())).config())
                .build());
  }

  @Override
  public void modelStatistics(
      ModelStatisticsRequest message, StreamObserver<ModelStatisticsResponse> caller) {
    answer(
        caller,
        () -> {
          ModelId id = new ModelId(message.getName(), message.getVersion());
          long count = repository.find(id).finished();
          StatisticDuration success = StatisticDuration.newBuilder().setCount(count).build();
          return ModelStatisticsResponse.newBuilder()
              .addModelStats(
                  ModelStatistics.newBuilder()
                      .setName(id.name())
                      .setVersion(id.version())
                      .setInferenceCount(count)
                      .setExecutionCount(count)
                      .setInferenceStats(InferStatistics.newBuilder().setSuccess(success)))
              .build();
        });
  }

  @Override
  public void repositoryIndex(
      RepositoryIndexRequest message, StreamObserver<RepositoryIndexResponse> caller) {
    answer(caller, this::index);
  }

  @Override
  public void repositoryModelLoad(
      RepositoryModelLoadRequest message, StreamObserver<RepositoryModelLoadResponse> caller) {
    answer(
        caller,
        () -> {
          repository.load(message.getModelName());
          return RepositoryModelLoadResponse.getDefaultInstance();
        });
  }

  @Override
  public void repositoryModelUnload(
      RepositoryModelUnloadRequest message, StreamObserver<RepositoryModelUnloadResponse> caller) {
    answer(
        caller,
        () -> {
          repository.unload(message.getModelName());
          return RepositoryModelUnloadResponse.getDefaultInstance();
        });
  }

  @Override
  public void systemSharedMemoryStatus(
      SystemSharedMemoryStatusRequest message,
      StreamObserver<SystemSharedMemoryStatusResponse> caller) {
    answer(
        caller,
        () ->
            SystemSharedMemoryStatusResponse.newBuilder().putAllRegions(regions.status()).build());
  }

  @Override
  public void systemSharedMemoryRegister(
      SystemSharedMemoryRegisterRequest message,
      StreamObserver<SystemSharedMemoryRegisterResponse> caller) {
    answer(
        caller,
        () -> {
          regions.register(message);
          return SystemSharedMemoryRegisterResponse.getDefaultInstance();
        });
  }

  @Override
  public void systemSharedMemoryUnregister(
      SystemSharedMemoryUnregisterRequest message,
      StreamObserver<SystemSharedMemoryUnregisterResponse> caller) {
    answer(
        caller,
        () -> {
          regions.unregister(message.getName());
          return SystemSharedMemoryUnregisterResponse.getDefaultInstance();
        });
  }

  private RepositoryIndexResponse index() {
    RepositoryIndexResponse.Builder builder = RepositoryIndexResponse.newBuilder();
    for (Map.Entry<String, FakeModel> entry : repository.all()) {
      for (String version : entry.getValue().versions()) {
        builder.addModels(
            ModelIndex.newBuilder()
                .setName(entry.getKey())
                .setVersion(version)
                .setState(entry.getValue().isReady(version) ? "READY" : "UNAVAILABLE"));
      }
    }
    return builder.build();
  }

  private static ModelMetadataResponse metadata(ModelMetadata metadata) {
    return ModelMetadataResponse.newBuilder()
        .setName(metadata.name())
        .addAllVersions(metadata.versions())
        .setPlatform(metadata.platform())
        .addAllInputs(metadata.inputs().stream().map(FakeControl::tensor).toList())
        .addAllOutputs(metadata.outputs().stream().map(FakeControl::tensor).toList())
        .build();
  }

  private static ModelMetadataResponse.TensorMetadata tensor(TensorMetadata tensor) {
    return ModelMetadataResponse.TensorMetadata.newBuilder()
        .setName(tensor.name())
        .setDatatype(tensor.type().name())
        .addAllShape(tensor.dims())
        .build();
  }

  private static <A> void answer(StreamObserver<A> caller, Supplier<A> answer) {
    A value;
    try {
      value = answer.get();
    } catch (StatusRuntimeException refused) {
      caller.onError(refused);
      return;
    }
    caller.onNext(value);
    caller.onCompleted();
  }
}
