package dev.chatbrush.triton.grpc.waiting;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Hands the one answer of a call to a future. */
public record FutureObserver<A, T>(CompletableFuture<T> future, Function<A, T> reader)
    implements StreamObserver<A> {
  @Override
  public void onNext(A answer) {
    future.complete(reader.apply(answer));
  }

  @Override
  public void onError(Throwable failure) {
    future.completeExceptionally(failure);
  }

  @Override
  public void onCompleted() {
    future.completeExceptionally(new IllegalStateException("the call ended without an answer"));
  }
}
