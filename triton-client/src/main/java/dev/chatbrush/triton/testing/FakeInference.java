package dev.chatbrush.triton.testing;

import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.grpc.wire.ModelInferRequest;
import dev.chatbrush.triton.grpc.wire.ModelInferResponse;
import dev.chatbrush.triton.grpc.wire.ModelStreamInferResponse;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** The inference calls of the fake server. */
final class FakeInference {
  private static final Duration WITHOUT_DEADLINE = Duration.ofHours(1);

  private final FakeRepository repository;
  private final FakeRegions regions;
  private final ExecutorService threads;
  private volatile Duration latency = Duration.ZERO;

  FakeInference(FakeRepository repository, FakeRegions regions, ExecutorService threads) {
    this.repository = repository;
    this.regions = regions;
    this.threads = threads;
  }

  void latency(Duration value) {
    latency = value;
  }

  void unary(ModelInferRequest message, StreamObserver<ModelInferResponse> observer) {
    CountDownLatch cancelled = new CountDownLatch(1);
    ((ServerCallStreamObserver<ModelInferResponse>) observer)
        .setOnCancelHandler(cancelled::countDown);
    UnarySink sink = new UnarySink(observer);
    try {
      InferRequest request = read(message);
      FakeModel model = find(request);
      if (model.isDecoupled()) {
        throw FakeError.UNIMPLEMENTED
            .status("ModelInfer RPC doesn't support models with decoupled transaction policy")
            .asRuntimeException();
      }
      run(model, new FakeCall(request, regions, sink, cutter(), cancelled), sink);
    } catch (StatusRuntimeException refused) {
      sink.fail(refused.getStatus());
    }
  }

  StreamObserver<ModelInferRequest> stream(StreamObserver<ModelStreamInferResponse> observer) {
    CountDownLatch cancelled = new CountDownLatch(1);
    var caller = (ServerCallStreamObserver<ModelStreamInferResponse>) observer;
    StreamReplies replies = new StreamReplies(caller);
    caller.setOnCancelHandler(
        () -> {
          replies.gone();
          cancelled.countDown();
        });
    return new StreamObserver<>() {
      @Override
      public void onNext(ModelInferRequest message) {
        try {
          InferRequest request = read(message);
          FakeModel model = find(request);
          ReplySink sink = replies.open(request, model.isDecoupled());
          run(model, new FakeCall(request, regions, sink, cutter(), cancelled), sink);
        } catch (StatusRuntimeException refused) {
          replies.refuse(message.getId(), refused.getStatus());
        }
      }

      @Override
      public void onError(Throwable failure) {
        replies.gone();
        cancelled.countDown();
      }

      @Override
      public void onCompleted() {
        replies.halfClosed();
      }
    };
  }

  private FakeModel find(InferRequest request) {
    FakeModel model = repository.find(request.model());
    FakeRepository.check(model, request);
    return model;
  }

  private void run(FakeModel model, FakeCall call, ReplySink sink) {
    FakeBehaviour behaviour = model.take(call.request());
    Runnable release = regions.hold(call.request());
    threads.execute(
        () -> {
          try {
            call.pause(latency);
            behaviour.answer(call);
            model.countFinished();
            sink.end();
          } catch (InterruptedException stopped) {
            sink.fail(Status.UNAVAILABLE.withDescription("the fake server stops"));
          } catch (RuntimeException failure) {
            sink.fail(
                Status.INTERNAL.withDescription("the fake model failed: " + failure.getMessage()));
          } finally {
            release.run();
          }
        });
  }

  private InferRequest read(ModelInferRequest message) {
    Deadline deadline = Context.current().getDeadline();
    Duration timeout =
        deadline == null
            ? WITHOUT_DEADLINE
            : Duration.ofNanos(Math.max(1, deadline.timeRemaining(TimeUnit.NANOSECONDS)));
    Map<String, String> headers = HeaderCapture.HEADERS.get();
    return FakeWire.request(message, regions, timeout, headers);
  }

  private static Runnable cutter() {
    return HeaderCapture.CONNECTION.get();
  }
}
