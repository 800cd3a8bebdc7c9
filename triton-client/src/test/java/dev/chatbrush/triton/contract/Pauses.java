package dev.chatbrush.triton.contract;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting in tests. */
final class Pauses {
  private Pauses() {}

  static void millis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException("a test was interrupted", interrupted);
    }
  }

  /** Waits until it is so; fails when it does not come about. */
  static void until(String what, Duration atMost, BooleanSupplier condition) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited " + atMost + " in vain until " + what);
      }
      millis(20);
    }
  }
}
