package dev.chatbrush.agent.llm;

import dev.chatbrush.agent.llm.ProviderException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Circuit breaker of one endpoint. Leaves it alone for a while after three failures in a row, or at
 * once when it says how long to wait; then lets one request find out, while others are turned away.
 * Thread-safe.
 */
final class ProviderHealth {
  private static final int FAILURES_TO_REST = 3;

  private final Clock clock;
  private final Duration rest;
  private Instant restsUntil = Instant.MIN;
  private int failures;

  ProviderHealth(Clock clock, Duration rest) {
    this.clock = clock;
    this.rest = rest;
  }

  /**
   * @throws ProviderException while it is left alone
   */
  synchronized void admit() {
    Instant now = clock.instant();
    if (now.isBefore(restsUntil)) {
      throw new ProviderException(Kind.RESTING, "until " + restsUntil);
    }
    if (failures >= FAILURES_TO_REST) {
      restsUntil = now.plus(rest); // this request finds out; the others wait for what it finds
    }
  }

  synchronized void answered() {
    failures = 0;
    restsUntil = Instant.MIN;
  }

  synchronized void failed(ProviderException failure) {
    if (failure.kind() == Kind.REQUEST_REFUSED || failure.kind() == Kind.UNREADABLE) {
      answered(); // it is there; another question may go well
      return;
    }
    failures++;
    if (failure.retryAfter().isPresent()) {
      restsUntil = clock.instant().plus(failure.retryAfter().get());
    } else if (failures >= FAILURES_TO_REST || failure.kind() == Kind.KEY_REFUSED) {
      restsUntil = clock.instant().plus(rest);
    }
  }
}
