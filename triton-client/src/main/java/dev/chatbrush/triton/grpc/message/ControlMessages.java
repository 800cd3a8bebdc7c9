package dev.chatbrush.triton.grpc.message;

import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.ModelConfig;
import dev.chatbrush.triton.ModelMetadata;
import dev.chatbrush.triton.ModelStatistics;
import dev.chatbrush.triton.ModelStatistics.Counter;
import dev.chatbrush.triton.RepositoryModel;
import dev.chatbrush.triton.ServerMetadata;
import dev.chatbrush.triton.TensorMetadata;
import dev.chatbrush.triton.error.UnexpectedResponseException;
import dev.chatbrush.triton.grpc.wire.InferStatistics;
import dev.chatbrush.triton.grpc.wire.ModelConfigResponse;
import dev.chatbrush.triton.grpc.wire.ModelMetadataResponse;
import dev.chatbrush.triton.grpc.wire.ModelStatisticsResponse;
import dev.chatbrush.triton.grpc.wire.RepositoryIndexResponse;
import dev.chatbrush.triton.grpc.wire.ServerMetadataResponse;
import dev.chatbrush.triton.grpc.wire.StatisticDuration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Answers of the control plane from the wire. */
public final class ControlMessages {
  private ControlMessages() {}

  public static ServerMetadata serverMetadata(ServerMetadataResponse message) {
    return new ServerMetadata(message.getName(), message.getVersion(), message.getExtensionsList());
  }

  public static ModelMetadata metadata(ModelMetadataResponse message) {
    return new ModelMetadata(
        message.getName(),
        message.getVersionsList(),
        message.getPlatform(),
        message.getInputsList().stream().map(ControlMessages::tensor).toList(),
        message.getOutputsList().stream().map(ControlMessages::tensor).toList());
  }

  public static ModelConfig config(ModelConfigResponse message) {
    dev.chatbrush.triton.grpc.wire.ModelConfig config = message.getConfig();
    Map<String, String> parameters =
        config.getParametersMap().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().getStringValue()));
    return new ModelConfig(
        config.getName(),
        config.getPlatform(),
        config.getBackend(),
        config.getMaxBatchSize(),
        config.getModelTransactionPolicy().getDecoupled(),
        parameters);
  }

  public static ModelStatistics statistics(ModelStatisticsResponse message) {
    return message.getModelStatsList().stream()
        .map(ControlMessages::statistics)
        .reduce(ModelStatistics::plus)
        .orElseThrow(
            () ->
                new UnexpectedResponseException(
                    "expected the counters of one model, found none in the server's answer"));
  }

  public static List<RepositoryModel> index(RepositoryIndexResponse message) {
    return message.getModelsList().stream()
        .map(
            model ->
                new RepositoryModel(
                    model.getName(), model.getVersion(), model.getState(), model.getReason()))
        .toList();
  }

  private static TensorMetadata tensor(ModelMetadataResponse.TensorMetadata tensor) {
    return new TensorMetadata(
        tensor.getName(), DataType.ofWireName(tensor.getDatatype()), tensor.getShapeList());
  }

  private static ModelStatistics statistics(
      dev.chatbrush.triton.grpc.wire.ModelStatistics message) {
    InferStatistics counters = message.getInferenceStats();
    return new ModelStatistics(
        message.getName(),
        message.getVersion(),
        message.getInferenceCount(),
        message.getExecutionCount(),
        counter(counters.getSuccess()),
        counter(counters.getFail()),
        counter(counters.getQueue()),
        counter(counters.getComputeInfer()));
  }

  private static Counter counter(StatisticDuration duration) {
    return new Counter(duration.getCount(), Duration.ofNanos(duration.getNs()));
  }
}
