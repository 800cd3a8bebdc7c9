package dev.chatbrush.triton.testing;

import dev.chatbrush.triton.grpc.wire.ModelInferResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;

/** The one answer of a unary call. */
final class UnarySink implements ReplySink {
  private final StreamObserver<ModelInferResponse> caller;
  private boolean ended;

  UnarySink(StreamObserver<ModelInferResponse> caller) {
    this.caller = caller;
  }

  @Override
  public synchronized void reply(ModelInferResponse.Builder answer) {
    if (ended) {
      throw new IllegalStateException("a unary call takes one answer; declare decoupled()");
    }
    ended = true;
    caller.onNext(answer.build());
    caller.onCompleted();
  }

  @Override
  public boolean hasRoom() {
    return true;
  }

  @Override
  public synchronized void fail(Status status) {
    if (!ended) {
      ended = true;
      caller.onError(status.asRuntimeException());
    }
  }

  @Override
  public synchronized void end() {
    fail(Status.INTERNAL.withDescription("the fake model gave no answer"));
  }
}
