package dev.chatbrush.mask.api;

import dev.chatbrush.calls.CallDeadline;
import dev.chatbrush.calls.OwnerHeard;
import dev.chatbrush.contracts.mask.MaskServiceGrpc;
import dev.chatbrush.contracts.mask.PrepareReply;
import dev.chatbrush.contracts.mask.PrepareRequest;
import dev.chatbrush.contracts.mask.SegmentReply;
import dev.chatbrush.contracts.mask.SegmentRequest;
import dev.chatbrush.contracts.picture.StatusReply;
import dev.chatbrush.contracts.picture.StatusRequest;
import dev.chatbrush.mask.inference.SegmentModelSource;
import dev.chatbrush.mask.lane.Call;
import dev.chatbrush.mask.lane.Lanes;
import dev.chatbrush.mask.lane.SessionTurns;
import dev.chatbrush.mask.problem.MaskProblem;
import dev.chatbrush.mask.telemetry.MaskMeters;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.quarkus.grpc.RegisterInterceptor;

/**
 * The gRPC edge: takes each call off the network's thread at once, into the lane of clicks. What a
 * call does there is written in {@link PrepareTask} and {@link SegmentTask}.
 */
@GrpcService
@RegisterInterceptor(OwnerHeard.class)
public class MaskGrpcService extends MaskServiceGrpc.MaskServiceImplBase {
  private final SegmentTask segmentTask;
  private final PrepareTask prepareTask;
  private final SegmentModelSource models;
  private final SessionTurns turns;
  private final Lanes lanes;
  private final MaskMeters meters;
  private final Calls calls;

  MaskGrpcService(
      SegmentTask segmentTask,
      PrepareTask prepareTask,
      SegmentModelSource models,
      SessionTurns turns,
      Lanes lanes,
      MaskMeters meters,
      Calls calls) {
    this.segmentTask = segmentTask;
    this.prepareTask = prepareTask;
    this.models = models;
    this.turns = turns;
    this.lanes = lanes;
    this.meters = meters;
    this.calls = calls;
  }

  @Override
  public void prepare(PrepareRequest request, StreamObserver<PrepareReply> observer) {
    Call call = new Call(thrown -> refuse(observer, GrpcErrors.problemOf(thrown)));
    onLeaving(observer, call);
    if (!calls.take(call)) {
      return;
    }
    CallDeadline deadline = calls.deadline();
    call.runIn(
        lanes.clicks(),
        () -> prepareTask.run(request, call, deadline, reply -> send(observer, reply)));
  }

  @Override
  public void segment(SegmentRequest request, StreamObserver<SegmentReply> observer) {
    long start = System.nanoTime();
    Call call =
        new Call(
            thrown -> {
              MaskProblem problem = GrpcErrors.problemOf(thrown);
              meters.segment(problem.code(), System.nanoTime() - start);
              refuse(observer, problem);
            });
    onLeaving(observer, call);
    if (!calls.take(call)) {
      return;
    }
    try {
      call.onEnd(turns.take(request.getSession(), request.getSequence(), call));
    } catch (MaskProblem stale) {
      call.fail(stale);
      return;
    }
    CallDeadline deadline = calls.deadline();
    call.runIn(
        lanes.clicks(),
        () ->
            segmentTask.run(
                request,
                call,
                deadline,
                start,
                reply -> {
                  count(reply, start);
                  send(observer, reply);
                }));
  }

  /** What asks for a picture is no selection yet; its next call is. */
  private void count(SegmentReply reply, long start) {
    if (reply.hasMask()) {
      meters.segment("ok", System.nanoTime() - start);
      reply.getTimingsMillisMap().forEach(this::count);
    }
  }

  /** Parts of an encode are counted where it ran, once, however many waited for it. */
  private void count(String part, double millis) {
    if (part.equals("queue") || part.equals("model") || part.equals("mask")) {
      meters.part(part, millis);
    }
  }

  @Override
  public void status(StatusRequest request, StreamObserver<StatusReply> observer) {
    send(
        observer,
        StatusReply.newBuilder()
            .setEngineReady(models.isReady())
            .setMessage(models.message())
            .build());
  }

  private static <T> void send(StreamObserver<T> observer, T reply) {
    observer.onNext(reply);
    observer.onCompleted();
  }

  private static void refuse(StreamObserver<?> observer, MaskProblem problem) {
    GrpcErrors.log(problem);
    observer.onError(GrpcErrors.of(problem));
  }

  /** A caller who hangs up, or whose deadline has passed, ends the call. */
  private static void onLeaving(StreamObserver<?> observer, Call call) {
    ((ServerCallStreamObserver<?>) observer).setOnCancelHandler(call::abandon);
  }
}
