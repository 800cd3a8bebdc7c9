package dev.chatbrush.agent.tool;

import dev.chatbrush.agent.tool.ToolProblem.Kind;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets so many edits run and so many wait; refuses the rest. Thread-safe and fair. */
final class RunLimiter {
  private static final long LOOK_MILLIS = 50;

  private final Semaphore places;
  private final Semaphore slots;

  RunLimiter(int concurrent, int waiting) {
    if (concurrent < 1 || waiting < 0) {
      throw new IllegalArgumentException(
          "chatbrush.tool.concurrent must be 1 or more and .waiting 0 or more, got %d and %d"
              .formatted(concurrent, waiting));
    }
    this.places = new Semaphore(concurrent + waiting);
    this.slots = new Semaphore(concurrent, true);
  }

  /** Gives the place back when closed. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  Place enter(Duration timeout, Cancellation cancellation) {
    if (!places.tryAcquire()) {
      throw overloaded();
    }
    try {
      acquireSlot(System.nanoTime() + timeout.toNanos(), cancellation);
    } catch (RuntimeException | Error failed) {
      places.release();
      throw failed;
    }
    return () -> {
      slots.release();
      places.release();
    };
  }

  private void acquireSlot(long endNanos, Cancellation cancellation) {
    try {
      while (!slots.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        cancellation.check();
        if (System.nanoTime() >= endNanos) {
          throw overloaded();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ToolProblem.cancelled();
    }
  }

  private static ToolProblem overloaded() {
    return new ToolProblem(
        Kind.OVERLOADED, "OVERLOADED", "Too many edits are running now. Try again in a moment.");
  }
}
