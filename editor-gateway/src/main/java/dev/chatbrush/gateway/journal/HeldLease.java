package dev.chatbrush.gateway.journal;

/**
 * Since when this gateway has held its lease without a gap. Where a few renewals are missing, the
 * database may have been away for all, and others may be seen late. Thread-safe.
 */
final class HeldLease {
  private final long length;
  private boolean begun;
  private long since;
  private long renewed;

  /**
   * @param length of a lease, in nanoseconds
   */
  HeldLease(long length) {
    this.length = length;
  }

  /**
   * @param now as {@link System#nanoTime}
   */
  synchronized void renewed(long now) {
    if (!begun || now - renewed > length / 2) {
      since = now;
    }
    begun = true;
    renewed = now;
  }

  /** Whether it has been held for so long that everybody who runs has been seen. */
  synchronized boolean isLong() {
    return begun && renewed - since >= length;
  }
}
