package dev.chatbrush.agent.edit;

import dev.chatbrush.calls.MemoryBudget;
import dev.chatbrush.contracts.problem.ProblemCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets so many edits run as there are slots and memory for, and so many wait; refuses the rest.
 * Thread-safe and fair.
 */
final class RunLimiter {
  private static final long LOOK_MILLIS = 50;

  /** A wait for memory notices a cancelled edit that often; who looks anew queues anew. */
  private static final Duration MEMORY_LOOK = Duration.ofSeconds(1);

  private final Semaphore places;
  private final Semaphore slots;
  private final MemoryBudget memory;
  private final int perOwner;
  private final Map<String, Integer> byOwner = new HashMap<>();

  RunLimiter(int concurrent, int waiting, int perOwner, MemoryBudget memory) {
    if (concurrent < 1 || waiting < 0 || perOwner < 1) {
      throw new IllegalArgumentException(
          ("chatbrush.tool.concurrent and .per-owner must be 1 or more and .waiting 0 or more,"
                  + " got %d, %d and %d")
              .formatted(concurrent, perOwner, waiting));
    }
    this.places = new Semaphore(concurrent + waiting);
    this.slots = new Semaphore(concurrent, true);
    this.memory = memory;
    this.perOwner = perOwner;
  }

  /** Gives the place back when closed. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * @param owner empty for nobody's share
   * @param bytes that the edit will need at once
   */
  Place enter(String owner, long bytes, Duration timeout, Cancellation cancellation) {
    long end = System.nanoTime() + timeout.toNanos();
    takeShare(owner);
    Deque<Runnable> taken = new ArrayDeque<>();
    taken.push(() -> giveShare(owner));
    try {
      if (!places.tryAcquire()) {
        throw overloaded("Too many edits are running now. Try again in a moment.");
      }
      taken.push(places::release);
      MemoryBudget.Lease lease = acquireMemory(bytes, end, cancellation);
      taken.push(lease::close);
      acquireSlot(end, cancellation);
      taken.push(slots::release);
    } catch (RuntimeException | Error failed) {
      taken.forEach(Runnable::run);
      throw failed;
    }
    return () -> taken.forEach(Runnable::run);
  }

  private MemoryBudget.Lease acquireMemory(long bytes, long endNanos, Cancellation cancellation) {
    while (true) {
      Optional<MemoryBudget.Lease> lease = memory.take(bytes, MEMORY_LOOK);
      if (lease.isPresent()) {
        return lease.get();
      }
      cancellation.check();
      if (Thread.currentThread().isInterrupted()) {
        throw ToolProblem.cancelled();
      }
      if (System.nanoTime() >= endNanos) {
        throw overloaded("Too many large pictures are being edited now. Try again in a moment.");
      }
    }
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
