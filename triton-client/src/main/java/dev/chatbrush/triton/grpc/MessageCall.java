package dev.chatbrush.triton.grpc;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;

/** One call with one request message, made once. */
final class MessageCall<Q, A> {
  private final ClientCall<Q, A> call;
  private final Q message;
  private final Metadata headers;
  private final CallHandler<A> handler;
  private final int firstCredits;

  MessageCall(
      Transport transport,
      MethodDescriptor<Q, A> method,
      Q message,
      CallSetup setup,
      int firstCredits,
      CallHandler<A> handler) {
    this.call =
        transport
            .channel()
            .newCall(
                method,
                CallOptions.DEFAULT.withDeadline(setup.deadline()).withExecutor(setup.executor()));
    this.message = message;
    this.headers = setup.headers();
    this.firstCredits = firstCredits;
    this.handler = handler;
  }

  void start() {
    call.start(new Listener(), headers);
    call.request(firstCredits);
    call.sendMessage(message);
    call.halfClose();
  }

  /** Lets the server send that many answers more. */
  void request(int count) {
    call.request(count);
  }

  /** Ends a call that has started; the handler's {@code closed} still comes. Any thread. */
  void cancel(String reason) {
    call.cancel(reason, null);
  }

  private final class Listener extends ClientCall.Listener<A> {
    @Override
    public void onMessage(A answer) {
      handler.message(answer);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      handler.closed(status);
    }
  }
}
