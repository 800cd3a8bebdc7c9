package dev.chatbrush.triton.grpc;

import dev.chatbrush.triton.error.CancelledException;
import dev.chatbrush.triton.error.InferenceException;
import dev.chatbrush.triton.error.ServerUnavailableException;
import dev.chatbrush.triton.grpc.message.Failures;
import dev.chatbrush.triton.grpc.waiting.FutureObserver;
import dev.chatbrush.triton.grpc.wire.GRPCInferenceServiceGrpc;
import dev.chatbrush.triton.grpc.wire.ServerLiveRequest;
import dev.chatbrush.triton.grpc.wire.ServerLiveResponse;
import io.grpc.CallOptions;
import io.grpc.Deadline;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The channel, its threads and its breaker: what all calls of one client share. Thread-safe. */
final class Transport implements AutoCloseable {
  private static final long PROBE_SECONDS = 2;

  private final ClientConfig config;
  private final ExecutorService callbacks = Executors.newCachedThreadPool(threads("callback"));
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, threads("timer"), new ThreadPoolExecutor.DiscardPolicy()); // closed: nothing to do
  private final ManagedChannel channel;
  private final CircuitBreaker breaker;
  private volatile boolean closed;

  Transport(ClientConfig config) {
    this.config = config;
    this.channel = Channels.open(config, callbacks);
    this.breaker =
        new CircuitBreaker(
            config.failuresToOpen(),
            config.probeInterval(),
            timer,
            this::probe,
            state -> config.observers().forEach(observer -> observer.breakerChanged(state)));
  }

  ClientConfig config() {
    return config;
  }

  ManagedChannel channel() {
    return channel;
  }

  ExecutorService callbacks() {
    return callbacks;
  }

  CircuitBreaker breaker() {
    return breaker;
  }

  boolean isClosed() {
    return closed;
  }

  void later(long millis, Runnable task) {
    timer.schedule(task, millis, TimeUnit.MILLISECONDS);
  }

  /** Deadline and headers of a call that starts now, on this thread. */
  CallSetup setup(Duration timeout, Map<String, String> requestHeaders) {
    Metadata metadata = new Metadata();
    config.headers().forEach((name, value) -> put(metadata, name, value));
    config
        .headerSources()
        .forEach(source -> source.collect((name, value) -> put(metadata, name, value)));
    requestHeaders.forEach((name, value) -> put(metadata, name, value));
    return new CallSetup(
        metadata, Deadline.after(timeout.toNanos(), TimeUnit.NANOSECONDS), callbacks);
  }

  /** Throws when no call should start now. */
  void admit(String call) {
    if (closed) {
      throw new CancelledException(call + ": the client is closed; make a new one");
    }
    if (!breaker.lets()) {
      throw new ServerUnavailableException(
          "%s: no server at %s answered lately, so this call was not tried; the client looks again every %s"
              .formatted(call, config.targets(), config.probeInterval()));
    }
  }

  /** Tells the breaker how a call ended, and makes the exception of it; null for success. */
  InferenceException ended(Status status, String call) {
    if (status.isOk()) {
      breaker.answered();
      return null;
    }
    if (closed) {
      return new CancelledException(call + ": the client was closed", status.getCause());
    }
    InferenceException failure = Failures.from(status, call);
    if (failure instanceof ServerUnavailableException) {
      breaker.failed();
    } else if (status.getCode() == Status.Code.DEADLINE_EXCEEDED) {
      breaker.doubted();
    } else if (status.getCode() != Status.Code.CANCELLED) {
      breaker.answered();
    }
    return failure;
  }

  @Override
  public void close() {
    closed = true;
    timer.shutdownNow();
    channel.shutdownNow();
    try {
      // Calls in flight hear of it on the callback threads, so those go last.
      if (!channel.awaitTermination(5, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the channel did not end within 5 s of closing it");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      callbacks.shutdown();
    }
  }

  private CompletableFuture<Boolean> probe() {
    channel.resetConnectBackoff();
    CallOptions options =
        CallOptions.DEFAULT
            .withWaitForReady()
            .withExecutor(callbacks)
            .withDeadlineAfter(PROBE_SECONDS, TimeUnit.SECONDS);
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    ClientCalls.asyncUnaryCall(
        channel.newCall(GRPCInferenceServiceGrpc.getServerLiveMethod(), options),
        ServerLiveRequest.getDefaultInstance(),
        new FutureObserver<ServerLiveResponse, Boolean>(answer, ServerLiveResponse::getLive));
    return answer;
  }

  private static void put(Metadata metadata, String name, String value) {
    metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
  }

  private static ThreadFactory threads(String purpose) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "triton-" + purpose + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
