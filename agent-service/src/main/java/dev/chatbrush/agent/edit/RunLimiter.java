package dev.chatbrush.agent.edit;

import dev.chatbrush.contracts.problem.ProblemCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets so many edits run and so many wait; refuses the rest. Thread-safe and fair. */
final class RunLimiter {
  private static final long LOOK_MILLIS = 50;

  private final Semaphore places;
  private final Semaphore slots;
  private final int perOwner;
  private final Map<String, Integer> byOwner = new HashMap<>();

  RunLimiter(int concurrent, int waiting, int perOwner) {
    if (concurrent < 1 || waiting < 0 || perOwner < 1) {
      throw new IllegalArgumentException(
          ("chatbrush.tool.concurrent and .per-owner must be 1 or more and .waiting 0 or more,"
                  + " got %d, %d and %d")
              .formatted(concurrent, perOwner, waiting));
    }
    this.places = new Semaphore(concurrent + waiting);
    this.slots = new Semaphore(concurrent, true);
    this.perOwner = perOwner;
  }

  /** Gives the place back when closed. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /** owner: empty for nobody's share. */
  Place enter(String owner, Duration timeout, Cancellation cancellation) {
    takeShare(owner);
    if (!places.tryAcquire()) {
      giveShare(owner);
      throw overloaded("Too many edits are running now. Try again in a moment.");
    }
    try {
      acquireSlot(System.nanoTime() + timeout.toNanos(), cancellation);
    } catch (RuntimeException | Error failed) {
      places.release();
      giveShare(owner);
      throw failed;
    }
    return () -> {
      slots.release();
      places.release();
      giveShare(owner);
    };
  }

  private void takeShare(String owner) {
    if (owner.isEmpty()) {
      return;
    }
    synchronized (byOwner) {
      int mine = byOwner.getOrDefault(owner, 0);
      if (mine >= perOwner) {
        throw overloaded(
            "%d of your edits are running or waiting. Wait for one to end.".formatted(mine));
      }
      byOwner.put(owner, mine + 1);
    }
  }

  private void giveShare(String owner) {
    if (!owner.isEmpty()) {
      synchronized (byOwner) {
        byOwner.computeIfPresent(owner, (who, mine) -> mine == 1 ? null : mine - 1);
      }
    }
  }

  private void acquireSlot(long endNanos, Cancellation cancellation) {
    try {
      while (!slots.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        cancellation.check();
        if (System.nanoTime() >= endNanos) {
          throw overloaded("Too many edits are running now. Try again in a moment.");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ToolProblem.cancelled();
    }
  }

  private static ToolProblem overloaded(String sentence) {
    return new ToolProblem(ProblemCode.OVERLOADED, sentence);
  }
}
