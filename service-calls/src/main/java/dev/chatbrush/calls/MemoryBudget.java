package dev.chatbrush.calls;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How much memory the work in flight may take together. Work says before it begins what it will
 * need; what does not fit waits, first come, first served. Thread-safe.
 */
public final class MemoryBudget {
  private static final int UNIT = 1024;

  private final int units;
  private final Semaphore free;

  /**
   * @param bytes for all work in flight, at least 1
   */
  public MemoryBudget(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("a budget must have at least 1 byte, found " + bytes);
    }
    this.units = unitsOf(bytes);
    this.free = new Semaphore(units, true);
  }

  /** A share of the largest heap this JVM may have, 0 to 1. */
  public static MemoryBudget ofHeap(double share) {
    return new MemoryBudget((long) (Runtime.getRuntime().maxMemory() * share));
  }

  /** Memory that some work may use; closing gives it back. */
  public interface Lease extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits for that many bytes; empty when they did not come free in time or the thread is
   * interrupted. Work that needs more than there is at all gets all of it: it runs alone.
   */
  public Optional<Lease> take(long bytes, Duration patience) {
    int wanted = Math.min(units, unitsOf(bytes));
    try {
      if (free.tryAcquire(wanted, patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return Optional.of(() -> free.release(wanted));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  /** Bytes that nobody uses now. */
  public long freeBytes() {
    return (long) free.availablePermits() * UNIT;
  }

  private static int unitsOf(long bytes) {
    return (int) Math.min(Integer.MAX_VALUE, bytes / UNIT + (bytes % UNIT == 0 ? 0 : 1));
  }
}
