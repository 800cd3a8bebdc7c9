package dev.chatbrush.calls;

import java.time.Duration;

/** A guard's limits that open at once and close soon. */
record Limits(int window, double failureRatio, Duration rest, int retries, Duration pause)
    implements GuardConfig {
  static Limits of(int window, int retries) {
    return new Limits(window, 1, Duration.ofSeconds(2), retries, Duration.ofMillis(2));
  }
}
