package dev.chatbrush.gateway.turn;

import java.time.Duration;

/** How long edits take lately: a mean in which each new one counts a fifth. Thread-safe. */
public final class MeanTime {
  private static final double NEWEST = 0.2;
  private static final double SECOND = Duration.ofSeconds(1).toNanos();

  private double seconds = Double.NaN;

  public synchronized void add(long nanos) {
    double one = nanos / SECOND;
    seconds = Double.isNaN(seconds) ? one : seconds + NEWEST * (one - seconds);
  }

  /** Seconds until so many have ended of those that run at once, to a tenth; null before any. */
  public synchronized Double until(int ends, int atOnce) {
    return Double.isNaN(seconds) ? null : Math.round(10 * seconds * ends / atOnce) / 10.0;
  }
}
