package dev.chatbrush.triton.grpc;

import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferResponse;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.InferenceStream;
import dev.chatbrush.triton.ModelConfig;
import dev.chatbrush.triton.ModelId;
import dev.chatbrush.triton.ModelMetadata;
import dev.chatbrush.triton.ModelStatistics;
import dev.chatbrush.triton.RepositoryModel;
import dev.chatbrush.triton.ServerMetadata;
import dev.chatbrush.triton.StreamSession;
import dev.chatbrush.triton.error.CancelledException;
import dev.chatbrush.triton.error.InferenceException;
import dev.chatbrush.triton.grpc.message.Methods;
import dev.chatbrush.triton.grpc.message.WireMessages;
import dev.chatbrush.triton.grpc.waiting.Blocking;
import dev.chatbrush.triton.grpc.wire.ModelInferRequest;
import dev.chatbrush.triton.grpc.wire.ModelInferResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** {@link InferenceClient} over gRPC. One channel for all calls. Thread-safe. */
public final class GrpcInferenceClient implements InferenceClient {
  private final Transport transport;
  private final ControlPlane control;
  private final InputChecks checks;

  private GrpcInferenceClient(ClientConfig config) {
    this.transport = new Transport(config);
    this.control = new ControlPlane(transport);
    this.checks = new InputChecks(config.checksInputs(), control);
  }

  /**
   * A client for these servers. Does not wait for them: they may start later.
   *
   * @throws IllegalArgumentException for an address or a TLS file that cannot be used
   */
  public static GrpcInferenceClient connect(ClientConfig config) {
    return new GrpcInferenceClient(config);
  }

  @Override
  public InferResponse infer(InferRequest request) {
    CallSetup setup = transport.setup(request.timeout(), request.headers());
    checks.check(request);
    return Blocking.call(
        "inference of " + request.model(), executor -> start(request, setup.on(executor)));
  }

  @Override
  public CompletableFuture<InferResponse> inferAsync(InferRequest request) {
    CallSetup setup = transport.setup(request.timeout(), request.headers());
    CompletableFuture<InferResponse> result = new CompletableFuture<>();
    if (checks.pass(request)) {
      relay(request, setup, result);
    } else {
      transport.callbacks().execute(() -> relayChecked(request, setup, result));
    }
    return result;
  }

  @Override
  public InferenceStream stream(InferRequest request) {
    CallSetup setup = transport.setup(request.timeout(), request.headers());
    checks.check(request);
    return SingleStream.start(transport, request, setup);
  }

  @Override
  public StreamSession openSession(Duration timeout) {
    return GrpcStreamSession.open(transport, checks, timeout);
  }

  @Override
  public boolean live() {
    return control.live();
  }

  @Override
  public boolean ready() {
    return control.ready();
  }

  @Override
  public boolean modelReady(ModelId model) {
    return control.modelReady(model);
  }

  @Override
  public ServerMetadata serverMetadata() {
    return control.serverMetadata();
  }

  @Override
  public ModelMetadata metadata(ModelId model) {
    return control.metadata(model);
  }

  @Override
  public ModelConfig config(ModelId model) {
    return control.config(model);
  }

  @Override
  public ModelStatistics statistics(ModelId model) {
    return control.statistics(model);
  }

  @Override
  public List<RepositoryModel> repositoryIndex() {
    return control.repositoryIndex();
  }

  @Override
  public void load(String model) {
    control.load(model);
  }

  @Override
  public void unload(String model) {
    control.unload(model);
  }

  @Override
  public void registerSharedMemory(String name, String key, long bytes) {
    control.registerSharedMemory(name, key, bytes);
  }

  @Override
  public Set<String> sharedMemory() {
    return control.sharedMemory();
  }

  @Override
  public void unregisterSharedMemory(String name) {
    control.unregisterSharedMemory(name);
  }

  @Override
  public void close() {
    transport.close();
  }

  private CompletableFuture<InferResponse> start(InferRequest request, CallSetup setup) {
    CallMeasure measure = CallMeasure.start(transport.config(), "infer", request);
    UnaryCall<ModelInferRequest, ModelInferResponse, InferResponse> call =
        UnaryCall.start(
            transport,
            "inference of " + request.model(),
            Methods.INFER,
            WireMessages.unary(request),
            setup,
            message -> WireMessages.unary(message, request));
    call.future()
        .whenComplete(
            (answer, failure) -> {
              if (answer != null) {
                measure.answered(answer);
              }
              measure.finished(failureOf(request, failure));
            });
    return call.future();
  }

  private void relayChecked(
      InferRequest request, CallSetup setup, CompletableFuture<InferResponse> result) {
    try {
      checks.check(request);
    } catch (InferenceException refused) {
      result.completeExceptionally(refused);
      return;
    }
    relay(request, setup, result);
  }

  /** Starts the call unless it is cancelled already, and ties both futures together. */
  private void relay(
      InferRequest request, CallSetup setup, CompletableFuture<InferResponse> result) {
    if (result.isDone()) {
      return;
    }
    try {
      CompletableFuture<InferResponse> call = start(request, setup);
      result.whenComplete((answer, failure) -> call.cancel(true)); // does nothing when call is done
      call.whenComplete(
          (answer, failure) -> {
            if (failure == null) {
              result.complete(answer);
            } else {
              result.completeExceptionally(failureOf(request, failure));
            }
          });
    } catch (InferenceException refused) {
      result.completeExceptionally(refused);
    }
  }

  private static InferenceException failureOf(InferRequest request, Throwable failure) {
    if (failure == null || failure instanceof InferenceException) {
      return (InferenceException) failure;
    }
    if (failure instanceof CancellationException) {
      return new CancelledException("inference of " + request.model() + ": the caller cancelled");
    }
    throw new IllegalStateException("a call ended in an unforeseen way", failure);
  }
}
