package dev.chatbrush.gateway.agent;

import dev.chatbrush.contracts.agent.AgentServiceGrpc;
import dev.chatbrush.contracts.agent.AgentServiceGrpc.AgentServiceBlockingStub;
import dev.chatbrush.contracts.agent.ListToolsRequest;
import dev.chatbrush.contracts.agent.PlanRequest;
import dev.chatbrush.contracts.agent.Result;
import dev.chatbrush.contracts.agent.RunEvent;
import dev.chatbrush.contracts.agent.RunRequest;
import dev.chatbrush.contracts.picture.StatusRequest;
import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.grpc.Pictures;
import dev.chatbrush.gateway.grpc.RemoteCalls;
import dev.chatbrush.gateway.grpc.RemoteException;
import dev.chatbrush.gateway.grpc.RemoteState;
import dev.chatbrush.gateway.grpc.UnavailableException;
import dev.chatbrush.gateway.storage.BlobId;
import io.grpc.Channel;
import io.grpc.Context;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * Calls agent-service. Each call has a deadline; {@code @Timeout} stands behind it. A picture's
 * bytes are sent only when the service says that it lacks them.
 */
@ApplicationScoped
public class AgentClient {
  private static final String SERVICE = "agent service";

  private final Channel channel;
  private final Pictures pictures;
  private final AgentConfig config;
  private volatile OfferedTools lastTools = OfferedTools.NONE;

  public AgentClient(@GrpcClient("agent") Channel channel, Pictures pictures, AgentConfig config) {
    this.channel = channel;
    this.pictures = pictures;
    this.config = config;
  }

  /** What a message means. */
  @Timeout(value = 60, unit = ChronoUnit.SECONDS)
  @Retry(maxRetries = 1, delay = 100, jitter = 50, retryOn = UnavailableException.class)
  @CircuitBreaker(
      requestVolumeThreshold = 4,
      delay = 5000,
      failOn = {RemoteException.class, TimeoutException.class})
  @Fallback(
      fallbackMethod = "planNotTried",
      applyOn = {CircuitBreakerOpenException.class, TimeoutException.class})
  public Plan plan(PlanRequest request) {
    return translated(() -> PlanMessages.plan(stub(config.planTimeout()).plan(request)));
  }

  Plan planNotTried(PlanRequest request) {
    throw UnavailableException.notTried(SERVICE);
  }

  /**
   * Runs one step. Not tried again: a model may have worked for a minute before it failed.
   *
   * @return a result for each variation, in their order
   * @param request without a picture
   * @param cancellation cancelling it ends the call and, within one step, the model
   */
  @Timeout(value = 15, unit = ChronoUnit.MINUTES)
  @CircuitBreaker(
      requestVolumeThreshold = 4,
      delay = 5000,
      failOn = {RemoteException.class, TimeoutException.class})
  @Fallback(
      fallbackMethod = "runNotTried",
      applyOn = {CircuitBreakerOpenException.class, TimeoutException.class})
  public List<Result> run(
      BlobId image, RunRequest request, RunListener listener, Context cancellation) {
    Context before = cancellation.attach();
    try {
      return translated(
          () -> {
            AgentServiceBlockingStub stub = stub(config.stepTimeout());
            RunRequest named = request.toBuilder().setPicture(pictures.named(image)).build();
            return read(stub.run(named), listener)
                .or(
                    () -> {
                      RunRequest whole =
                          request.toBuilder().setPicture(pictures.whole(image)).build();
                      return read(stub.run(whole), listener);
                    })
                .orElseThrow(AgentClient::withoutResult);
          });
    } finally {
      cancellation.detach(before);
    }
  }

  List<Result> runNotTried(
      BlobId image, RunRequest request, RunListener listener, Context cancellation) {
    throw UnavailableException.notTried(SERVICE);
  }

  /** Reads to the end; empty when the service lacks the picture. */
  private static Optional<List<Result>> read(Iterator<RunEvent> events, RunListener listener) {
    List<Result> results = new ArrayList<>();
    while (events.hasNext()) {
      RunEvent event = events.next();
      switch (event.getEventCase()) {
        case IMAGE_NEEDED -> {
          return Optional.empty();
        }
        case STARTED -> listener.started(event.getStarted());
        case PROGRESS -> listener.progress(event.getProgress());
        case PREVIEW -> listener.preview(event.getPreview());
        case RESULT -> results.add(event.getResult());
        case EVENT_NOT_SET -> throw withoutResult();
      }
    }
    if (results.isEmpty()) {
      throw withoutResult();
    }
    return Optional.of(results);
  }

  private static EditorException withoutResult() {
    return new EditorException(
        ProblemCode.RESULT_INVALID, "The model ended without a picture. Nothing was changed.");
  }

  /** The tools of the catalogue; the last known ones, marked, when they cannot be asked for. */
  @Timeout(value = 10, unit = ChronoUnit.SECONDS)
  @Fallback(
      fallbackMethod = "lastKnownTools",
      applyOn = {RemoteException.class, TimeoutException.class})
  public OfferedTools tools() {
    OfferedTools tools =
        translated(
            () ->
                OfferedTools.from(
                    stub(config.toolsTimeout()).listTools(ListToolsRequest.getDefaultInstance())));
    lastTools = tools.asLastKnown();
    return tools;
  }

  OfferedTools lastKnownTools() {
    return lastTools;
  }

  /** How agent-service is now; asked without a circuit breaker, since it is what finds it back. */
  @Fallback(fallbackMethod = "down", applyOn = EditorException.class)
  public RemoteState status() {
    return translated(
        () ->
            RemoteState.from(
                stub(config.statusTimeout()).status(StatusRequest.getDefaultInstance())));
  }

  RemoteState down() {
    return RemoteState.DOWN;
  }

  private static <T> T translated(Supplier<T> call) {
    return RemoteCalls.translated(SERVICE, call);
  }

  private AgentServiceBlockingStub stub(Duration timeout) {
    return RemoteCalls.within(timeout, AgentServiceGrpc.newBlockingStub(channel));
  }
}
