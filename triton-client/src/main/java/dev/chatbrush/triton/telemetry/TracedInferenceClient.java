package dev.chatbrush.triton.telemetry;

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
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A client whose inference calls are spans, children of the caller's: {@code infer MODEL}, with the
 * model, the version that was asked for, the bytes of its inputs and how it ended. Never a tensor,
 * and never a failure's sentence, for a model may repeat a prompt in it. With {@link
 * OpenTelemetryHeaders} in the client's configuration the server's own spans become children of
 * these. Looking at the repository, and stream sessions, make no span. Thread-safe.
 */
public final class TracedInferenceClient implements InferenceClient {
  private final InferenceClient client;
  private final Tracer tracer;

  /** {@code client} is closed with this one. */
  public TracedInferenceClient(InferenceClient client, OpenTelemetry telemetry) {
    this.client = client;
    this.tracer = telemetry.getTracer("dev.chatbrush.triton");
  }

  @Override
  public InferResponse infer(InferRequest request) {
    CallSpan call = CallSpan.start(tracer, request, "ModelInfer");
    try (Scope scope = call.span().makeCurrent()) {
      InferResponse answer = client.infer(request);
      call.end(null);
      return answer;
    } catch (RuntimeException failure) {
      call.end(failure);
      throw failure;
    }
  }

  @Override
  public CompletableFuture<InferResponse> inferAsync(InferRequest request) {
    CallSpan call = CallSpan.start(tracer, request, "ModelInfer");
    try (Scope scope = call.span().makeCurrent()) {
      CompletableFuture<InferResponse> answer = client.inferAsync(request);
      answer.whenComplete((response, failure) -> call.end(failure));
      return answer; // itself, so that cancelling it reaches the server
    } catch (RuntimeException failure) {
      call.end(failure);
      throw failure;
    }
  }

  @Override
  public InferenceStream stream(InferRequest request) {
    CallSpan call = CallSpan.start(tracer, request, "ModelStreamInfer");
    try (Scope scope = call.span().makeCurrent()) {
      return new TracedStream(client.stream(request), call);
    } catch (RuntimeException failure) {
      call.end(failure);
      throw failure;
    }
  }

  @Override
  public StreamSession openSession(Duration timeout) {
    return client.openSession(timeout);
  }

  @Override
  public boolean live() {
    return client.live();
  }

  @Override
  public boolean ready() {
    return client.ready();
  }

  @Override
  public boolean modelReady(ModelId model) {
    return client.modelReady(model);
  }

  @Override
  public ServerMetadata serverMetadata() {
    return client.serverMetadata();
  }

  @Override
  public ModelMetadata metadata(ModelId model) {
    return client.metadata(model);
  }

  @Override
  public ModelConfig config(ModelId model) {
    return client.config(model);
  }

  @Override
  public ModelStatistics statistics(ModelId model) {
    return client.statistics(model);
  }

  @Override
  public List<RepositoryModel> repositoryIndex() {
    return client.repositoryIndex();
  }

  @Override
  public void load(String model) {
    client.load(model);
  }

  @Override
  public void unload(String model) {
    client.unload(model);
  }

  @Override
  public void registerSharedMemory(String name, String key, long bytes) {
    client.registerSharedMemory(name, key, bytes);
  }

  @Override
  public Set<String> sharedMemory() {
    return client.sharedMemory();
  }

  @Override
  public void unregisterSharedMemory(String name) {
    client.unregisterSharedMemory(name);
  }

  @Override
  public void close() {
    client.close();
  }
}
