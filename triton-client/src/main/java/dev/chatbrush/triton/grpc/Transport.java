package dev.chatbrush.triton.grpc;

import dev.chatbrush.triton.error.CancelledException;
import dev.chatbrush.triton.error.InferenceException;
import dev.chatbrush.triton.error.ServerUnavailableException;
import dev.chatbrush.triton.grpc.message.Failures;
import io.grpc.Deadline;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The channel and its threads: what all calls of one client share. Thread-safe. */
final class Transport implements AutoCloseable {
  private final ClientConfig config;
  private final ExecutorService callbacks = Executors.newCachedThreadPool(threads("callback"));
  private final ManagedChannel channel;
  private volatile boolean closed;

  Transport(ClientConfig config) {
    this.config = config;
    this.channel = Channels.open(config, callbacks);
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
  }

  /**
   * The exception of how a call ended; null for success. Where no server was met the next call
   * connects anew: without that a pause between attempts, which grows to minutes, would outlast the
   * server's absence.
   */
  InferenceException ended(Status status, String call) {
    if (status.isOk()) {
      return null;
    }
    if (closed) {
      return new CancelledException(call + ": the client was closed", status.getCause());
    }
    InferenceException failure = Failures.from(status, call);
    if (failure instanceof ServerUnavailableException) {
      channel.resetConnectBackoff();
    }
    return failure;
  }

  @Override
  public void close() {
    closed = true;
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
