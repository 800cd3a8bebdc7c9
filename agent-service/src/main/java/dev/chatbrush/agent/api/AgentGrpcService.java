package dev.chatbrush.agent.api;

import dev.chatbrush.agent.catalogue.ToolCatalogue;
import dev.chatbrush.agent.edit.PictureStore;
import dev.chatbrush.agent.edit.ToolRunner;
import dev.chatbrush.agent.llm.MessagePlanner;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.calls.CallOwner;
import dev.chatbrush.calls.OwnerHeard;
import dev.chatbrush.contracts.agent.AgentServiceGrpc;
import dev.chatbrush.contracts.agent.ListToolsReply;
import dev.chatbrush.contracts.agent.ListToolsRequest;
import dev.chatbrush.contracts.agent.PlanReply;
import dev.chatbrush.contracts.agent.PlanRequest;
import dev.chatbrush.contracts.agent.RunEvent;
import dev.chatbrush.contracts.agent.RunRequest;
import dev.chatbrush.contracts.picture.StatusReply;
import dev.chatbrush.contracts.picture.StatusRequest;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.context.Context;
import io.quarkus.grpc.GrpcService;
import io.quarkus.grpc.RegisterInterceptor;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What the gateway calls. Plans and edits block, so they run on threads of their own, each in the
 * trace of its call.
 */
@GrpcService
@RegisterInterceptor(OwnerHeard.class)
public class AgentGrpcService extends AgentServiceGrpc.AgentServiceImplBase {
  private final MessagePlanner planner;
  private final ToolCatalogue catalogue;
  private final ToolRunner runner;
  private final PictureStore pictures;
  private final PlanMeter meter;
  private final Drain drain;
  private final ExecutorService threads = Context.taskWrapping(Executors.newCachedThreadPool());

  AgentGrpcService(
      MessagePlanner planner,
      ToolCatalogue catalogue,
      ToolRunner runner,
      PictureStore pictures,
      PlanMeter meter,
      Drain drain) {
    this.planner = planner;
    this.catalogue = catalogue;
    this.runner = runner;
    this.pictures = pictures;
    this.meter = meter;
    this.drain = drain;
  }

  @Override
  public void plan(PlanRequest request, StreamObserver<PlanReply> observer) {
    answer(
        observer,
        () -> {
          Plan plan =
              meter.measure(
                  () ->
                      planner.plan(
                          PlanMessages.owner(request.getSession()),
                          PlanMessages.context(request),
                          catalogue.awaitSnapshot()));
          observer.onNext(PlanMessages.reply(plan));
          observer.onCompleted();
        });
  }

  @Override
  public void run(RunRequest request, StreamObserver<RunEvent> observer) {
    RunCall call = new RunCall(request, (ServerCallStreamObserver<RunEvent>) observer);
    answer(observer, () -> call.run(pictures, runner));
  }

  @Override
  public void listTools(ListToolsRequest request, StreamObserver<ListToolsReply> observer) {
    answer(
        observer,
        () -> {
          observer.onNext(ToolMessages.reply(catalogue.awaitSnapshot()));
          observer.onCompleted();
        });
  }

  @Override
  public void status(StatusRequest request, StreamObserver<StatusReply> observer) {
    int tools = catalogue.snapshot().tools().size();
    boolean ready = catalogue.available() && tools > 0;
    String message =
        !catalogue.available()
            ? "Triton cannot be reached"
            : tools == 0
                ? "Triton answers, but no tool model is ready"
                : tools + " tools are ready";
    observer.onNext(
        StatusReply.newBuilder()
            .setEngineReady(ready)
            .setMessage(message)
            .setPlanner(planner.name())
            .build());
    observer.onCompleted();
  }

  @PreDestroy
  void close() {
    threads.shutdownNow();
  }

  /** With the call's own context, so that its deadline holds for the work too. */
  private void answer(StreamObserver<?> observer, Runnable work) {
    Runnable answering =
        () -> {
          try {
            drain.run(work);
          } catch (io.grpc.StatusRuntimeException status) {
            observer.onError(status);
          } catch (RuntimeException | Error failure) {
            // Errors too: whatever happened here, the caller must not wait for its deadline.
            observer.onError(GrpcErrors.of(failure));
          }
        };
    Runnable logged = () -> CallOwner.logged(CallOwner.current(), answering);
    threads.execute(io.grpc.Context.current().wrap(logged));
  }
}
