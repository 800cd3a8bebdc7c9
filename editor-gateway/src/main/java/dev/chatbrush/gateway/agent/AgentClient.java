package dev.chatbrush.gateway.agent;

import dev.chatbrush.calls.CallGuard;
import dev.chatbrush.calls.CallOwner;
import dev.chatbrush.contracts.agent.AgentServiceGrpc;
import dev.chatbrush.contracts.agent.AgentServiceGrpc.AgentServiceBlockingStub;
import dev.chatbrush.contracts.agent.ListToolsRequest;
import dev.chatbrush.contracts.agent.PlanRequest;
import dev.chatbrush.contracts.agent.Result;
import dev.chatbrush.contracts.agent.RunEvent;
import dev.chatbrush.contracts.agent.RunRequest;
import dev.chatbrush.contracts.picture.ForgetRequest;
import dev.chatbrush.contracts.picture.PictureMemoryGrpc;
import dev.chatbrush.contracts.picture.PictureMemoryGrpc.PictureMemoryBlockingStub;
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
import io.grpc.ManagedChannel;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Calls agent-service: each call with one deadline, plans and edits behind a guard each; a plan has
 * a new one each time that it was waited for the service. A picture's bytes are sent only when the
 * service says that it lacks them.
 */
@Startup
@ApplicationScoped
public class AgentClient {
  private static final Logger LOG = Logger.getLogger(AgentClient.class);
  private static final String SERVICE = "agent service";

  private final Channel channel;
  private final Pictures pictures;
  private final AgentConfig config;
  private final CallGuard plans;
  private final CallGuard runs;
  private final Reach reach;
  private volatile OfferedTools lastTools = OfferedTools.NONE;

  public AgentClient(@GrpcClient("agent") Channel channel, Pictures pictures, AgentConfig config) {
    this.channel = channel;
    this.pictures = pictures;
    this.config = config;
    this.plans = RemoteCalls.repeating("agent.plan", config.guard());
    this.runs = RemoteCalls.once("agent.run", config.guard());
    this.reach = new Reach(channel, config.reach());
  }

  /** What a message means. */
  public Plan plan(PlanRequest request) {
    return reach.call(missed -> true, () -> planned(request));
  }

  /** Once: the time of a plan begins anew with each, for what went before was waiting. */
  private Plan planned(PlanRequest request) {
    AgentServiceBlockingStub stub = stub(config.planTimeout());
    return RemoteCalls.guarded(SERVICE, plans, () -> PlanMessages.plan(stub.plan(request)));
  }

  /**
   * Runs one step. Not tried again once it has made progress, for a model may have worked for a
   * minute before it failed; but where a server says that it is just being replaced.
   *
   * @return a result for each variation, in their order
   * @param references pictures to look at, in their order
   * @param request without pictures
   * @param cancellation cancelling it ends the call and, within one step, the model
   */
  public List<Result> run(
      BlobId image,
      List<BlobId> references,
      RunRequest request,
      RunListener listener,
      Context cancellation) {
    FirstProgress progress = new FirstProgress(listener);
    Context running = CallOwner.in(cancellation, CallOwner.current());
    Context before = running.attach();
    try {
      return reach.call(
          missed -> mayBeginAnew(missed, progress) && !cancellation.isCancelled(),
          () -> {
            AgentServiceBlockingStub stub = stub(config.stepTimeout()); // each has its whole time
            RunPictures needed = new RunPictures(pictures, image, references);
            return RemoteCalls.guarded(SERVICE, runs, () -> run(stub, needed, request, progress));
          });
    } finally {
      running.detach(before);
    }
  }

  private static boolean mayBeginAnew(UnavailableException missed, FirstProgress progress) {
    if (missed.leaving()) {
      progress.forget(); // the next server begins with nothing
    }
    return !progress.made();
  }

  /** Asks until no picture's bytes are lacking. */
  private static List<Result> run(
      AgentServiceBlockingStub stub,
      RunPictures pictures,
      RunRequest request,
      RunListener listener) {
    List<Result> results = new ArrayList<>();
    while (results.isEmpty()) {
      read(stub.run(pictures.in(request)), listener, results)
          .ifPresent(lacking -> pictures.send(lacking, AgentClient::withoutResult));
    }
    return results;
  }

  /** Reads to the end; gives the hash of the picture that the service lacks, if it lacks one. */
  private static Optional<String> read(
      Iterator<RunEvent> events, RunListener listener, List<Result> results) {
    while (events.hasNext()) {
      RunEvent event = events.next();
      switch (event.getEventCase()) {
        case IMAGE_NEEDED -> {
          return Optional.of(event.getImageNeeded().getSha256());
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
    return Optional.empty();
  }

  private static EditorException withoutResult() {
    return new EditorException(
        ProblemCode.RESULT_INVALID, "The model ended without a picture. Nothing was changed.");
  }

  /** The tools of the catalogue; the last known ones, marked, when they cannot be asked for. */
  public OfferedTools tools() {
    AgentServiceBlockingStub stub = stub(config.toolsTimeout());
    try {
      OfferedTools tools =
          translated(
              () -> OfferedTools.from(stub.listTools(ListToolsRequest.getDefaultInstance())));
      lastTools = tools.asLastKnown();
      return tools;
    } catch (RemoteException down) {
      return lastTools;
    }
  }

  /** How agent-service is now; asked without a circuit breaker, since it is what finds it back. */
  public RemoteState status() {
    AgentServiceBlockingStub stub = stub(config.statusTimeout());
    try {
      return translated(() -> RemoteState.from(stub.status(StatusRequest.getDefaultInstance())));
    } catch (EditorException down) {
      if (channel instanceof ManagedChannel managed) {
        managed.resetConnectBackoff(); // so that the next look meets a service that is just back
      }
      return RemoteState.DOWN;
    }
  }

  /** Has it keep none of these pictures any more; one that is down keeps nothing. */
  public void forget(Collection<BlobId> images) {
    ForgetRequest request =
        ForgetRequest.newBuilder()
            .addAllSha256(images.stream().map(BlobId::value).toList())
            .build();
    PictureMemoryBlockingStub memory =
        RemoteCalls.within(
            RemoteCalls.deadline(config.statusTimeout()),
            PictureMemoryGrpc.newBlockingStub(channel));
    try {
      translated(() -> memory.forget(request));
    } catch (EditorException down) {
      LOG.debugf("agent-service is not told what to forget: %s", down.getMessage());
    }
  }

  private static <T> T translated(Supplier<T> call) {
    return RemoteCalls.translated(SERVICE, call);
  }

  private AgentServiceBlockingStub stub(Duration timeout) {
    return RemoteCalls.within(
        RemoteCalls.deadline(timeout), AgentServiceGrpc.newBlockingStub(channel));
  }
}
