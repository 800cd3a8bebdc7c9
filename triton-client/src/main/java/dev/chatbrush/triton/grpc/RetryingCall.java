package dev.chatbrush.triton.grpc;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * One call with one request message. Starts again, after a pause with jitter, only when no server
 * could be reached and nothing had left this process; so a model never runs twice for one call.
 */
final class RetryingCall<Q, A> {
  private static final long FIRST_PAUSE_MILLIS = 10;

  private final Transport transport;
  private final MethodDescriptor<Q, A> method;
  private final Q message;
  private final Metadata headers;
  private final Deadline deadline;
  private final Executor executor;
  private final CallHandler<A> handler;
  private final int firstCredits;

  private ClientCall<Q, A> call;
  private String cancelReason;
  private int retries;

  RetryingCall(
      Transport transport,
      MethodDescriptor<Q, A> method,
      Q message,
      CallSetup setup,
      int firstCredits,
      CallHandler<A> handler) {
    this.transport = transport;
    this.method = method;
    this.message = message;
    this.headers = setup.headers();
    this.deadline = setup.deadline();
    this.executor = setup.executor();
    this.firstCredits = firstCredits;
    this.handler = handler;
  }

  void start() {
    SentTracer tracer = new SentTracer();
    CallOptions options =
        CallOptions.DEFAULT
            .withDeadline(deadline)
            .withExecutor(executor)
            .withStreamTracerFactory(tracer);
    ClientCall<Q, A> attempt = transport.channel().newCall(method, options);
    synchronized (this) {
      call = attempt;
    }
    attempt.start(new Listener(tracer), copy(headers));
    attempt.request(firstCredits);
    attempt.sendMessage(message);
    attempt.halfClose();
    cancelIfAsked();
  }

  /** Lets the server send that many answers more. */
  void request(int count) {
    ClientCall<Q, A> current;
    synchronized (this) {
      current = call;
    }
    current.request(count);
  }

  /** Ends the call; the handler's {@code closed} still comes. Any thread. */
  void cancel(String reason) {
    synchronized (this) {
      if (cancelReason == null) {
        cancelReason = reason;
      }
    }
    cancelIfAsked();
  }

  synchronized int retries() {
    return retries;
  }

  private void cancelIfAsked() {
    ClientCall<Q, A> current;
    String reason;
    synchronized (this) {
      current = call;
      reason = cancelReason;
    }
    if (reason != null && current != null) {
      current.cancel(reason, null);
    }
  }

  private boolean mayRetry(Status status, SentTracer tracer) {
    synchronized (this) {
      return status.getCode() == Status.Code.UNAVAILABLE
          && !tracer.sent()
          && cancelReason == null
          && retries < transport.config().maxRetries()
          && !transport.isClosed();
    }
  }

  private void retry(Status status) {
    long pause;
    synchronized (this) {
      long half = FIRST_PAUSE_MILLIS << retries;
      pause = half + ThreadLocalRandom.current().nextLong(half + 1);
      retries++;
    }
    if (deadline.timeRemaining(TimeUnit.MILLISECONDS) <= pause) {
      handler.closed(status);
      return;
    }
    transport.channel().resetConnectBackoff();
    transport.later(pause, () -> executor.execute(this::startAgain));
  }

  private void startAgain() {
    synchronized (this) {
      if (cancelReason != null) {
        handler.closed(Status.CANCELLED.withDescription(cancelReason));
        return;
      }
    }
    start();
  }

  private static Metadata copy(Metadata headers) {
    Metadata copy = new Metadata(); // a transport may change the one that it is given
    copy.merge(headers);
    return copy;
  }

  private final class Listener extends ClientCall.Listener<A> {
    private final SentTracer tracer;

    private Listener(SentTracer tracer) {
      this.tracer = tracer;
    }

    @Override
    public void onMessage(A answer) {
      handler.message(answer);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      if (mayRetry(status, tracer)) {
        retry(status);
      } else {
        handler.closed(status);
      }
    }
  }
}
