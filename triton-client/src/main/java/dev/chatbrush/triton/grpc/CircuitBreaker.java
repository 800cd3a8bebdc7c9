package dev.chatbrush.triton.grpc;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Fails calls at once while no server answers. Opens after a number of failures in a row. While
 * open, one probe at a time, and no user's call, finds out whether the server is back. Thread-safe.
 */
final class CircuitBreaker {
  private final int failuresToOpen;
  private final Duration probeInterval;
  private final ScheduledExecutorService timer;
  private final Supplier<CompletableFuture<Boolean>> probe;
  private final Consumer<BreakerState> listener;

  private BreakerState state = BreakerState.CLOSED;
  private int failuresInARow;
  private boolean doubted;

  CircuitBreaker(
      int failuresToOpen,
      Duration probeInterval,
      ScheduledExecutorService timer,
      Supplier<CompletableFuture<Boolean>> probe,
      Consumer<BreakerState> listener) {
    this.failuresToOpen = failuresToOpen;
    this.probeInterval = probeInterval;
    this.timer = timer;
    this.probe = probe;
    this.listener = listener;
  }

  synchronized BreakerState state() {
    return state;
  }

  boolean lets() {
    return state() == BreakerState.CLOSED;
  }

  /** A server answered, be it with an error. */
  synchronized void answered() {
    failuresInARow = 0;
  }

  /** No server answered. */
  void failed() {
    synchronized (this) {
      failuresInARow++;
      if (state != BreakerState.CLOSED || failuresInARow < failuresToOpen) {
        return;
      }
      state = BreakerState.OPEN;
    }
    opened();
  }

  /** A call ran out of time: the server may be gone, or the model slow. The probe tells which. */
  void doubted() {
    synchronized (this) {
      if (state != BreakerState.CLOSED || doubted) {
        return;
      }
      doubted = true;
    }
    probe
        .get()
        .whenComplete(
            (alive, failure) -> {
              synchronized (this) {
                doubted = false;
              }
              if (failure == null && alive) {
                answered();
              } else {
                failed();
              }
            });
  }

  private void opened() {
    listener.accept(BreakerState.OPEN);
    timer.schedule(this::tryAgain, probeInterval.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void tryAgain() {
    change(BreakerState.HALF_OPEN);
    probe
        .get()
        .whenComplete(
            (alive, failure) -> {
              if (failure == null && alive) {
                answered();
                change(BreakerState.CLOSED);
              } else {
                change(BreakerState.OPEN);
                opened();
              }
            });
  }

  private void change(BreakerState next) {
    synchronized (this) {
      state = next;
    }
    if (next != BreakerState.OPEN) {
      listener.accept(next);
    }
  }
}
