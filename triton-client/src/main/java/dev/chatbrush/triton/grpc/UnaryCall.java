package dev.chatbrush.triton.grpc;

import dev.chatbrush.triton.error.InferenceException;
import dev.chatbrush.triton.error.UnexpectedResponseException;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** One request, one answer, as a future whose cancelling cancels the call. */
final class UnaryCall<Q, A, T> implements CallHandler<A> {
  private static final int ONE_AND_A_SECOND_TO_REFUSE = 2;

  private final Transport transport;
  private final String name;
  private final Function<A, T> reader;
  private final CompletableFuture<T> future = new CompletableFuture<>();
  private final MessageCall<Q, A> call;
  private A answer;

  private UnaryCall(
      Transport transport,
      String name,
      MethodDescriptor<Q, A> method,
      Q message,
      CallSetup setup,
      Function<A, T> reader) {
    this.transport = transport;
    this.name = name;
    this.reader = reader;
    this.call =
        new MessageCall<>(transport, method, message, setup, ONE_AND_A_SECOND_TO_REFUSE, this);
  }

  static <Q, A, T> UnaryCall<Q, A, T> start(
      Transport transport,
      String name,
      MethodDescriptor<Q, A> method,
      Q message,
      CallSetup setup,
      Function<A, T> reader) {
    transport.admit(name);
    UnaryCall<Q, A, T> unary = new UnaryCall<>(transport, name, method, message, setup, reader);
    unary.future.whenComplete(
        (value, failure) -> {
          if (unary.future.isCancelled()) {
            unary.call.cancel("the caller cancelled");
          }
        });
    unary.call.start();
    return unary;
  }

  CompletableFuture<T> future() {
    return future;
  }

  @Override
  public void message(A message) {
    answer = message;
  }

  @Override
  public void closed(Status status) {
    InferenceException failure = transport.ended(status, name);
    if (failure != null) {
      future.completeExceptionally(failure);
    } else if (answer == null) {
      future.completeExceptionally(
          new UnexpectedResponseException(name + ": the call ended well, but without an answer"));
    } else {
      read();
    }
  }

  private void read() {
    try {
      future.complete(reader.apply(answer));
    } catch (InferenceException malformed) {
      future.completeExceptionally(malformed);
    }
  }
}
