package dev.chatbrush.calls;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The gauge {@code chatbrush.breaker.open} by guard: 1 while its breaker lets nothing through. Kept
 * for each name once, since a guard that is made again tells the same. Thread-safe.
 */
final class BreakerGauge implements Consumer<CircuitBreakerState> {
  private static final Map<String, BreakerGauge> GAUGES = new ConcurrentHashMap<>();

  private final AtomicInteger open = new AtomicInteger();

  private BreakerGauge(String guard) {
    Metrics.gauge("chatbrush.breaker.open", Tags.of("guard", guard), open);
  }

  static BreakerGauge of(String guard) {
    return GAUGES.computeIfAbsent(guard, BreakerGauge::new);
  }

  @Override
  public void accept(CircuitBreakerState state) {
    open.set(state == CircuitBreakerState.CLOSED ? 0 : 1);
  }
}
