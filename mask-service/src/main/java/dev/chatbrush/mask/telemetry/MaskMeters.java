package dev.chatbrush.mask.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;

/** The meters of this service; dashboards and alerts use these names. Safe for many threads. */
@ApplicationScoped
public class MaskMeters {
  private final MeterRegistry registry;
  private final Counter hits;
  private final Counter misses;
  private final Counter evictions;

  public MaskMeters(MeterRegistry registry) {
    this.registry = registry;
    this.hits = registry.counter("chatbrush.embedding.hits");
    this.misses = registry.counter("chatbrush.embedding.misses");
    this.evictions = registry.counter("chatbrush.embedding.evictions");
  }

  /** A whole selection, by how it ended: {@code ok} or the problem's code. */
  public void segment(String outcome, long nanos) {
    timer("chatbrush.segment", "outcome", outcome).record(Duration.ofNanos(nanos));
  }

  /** One part of the way: decode, resize, encode, queue, model or mask. */
  public void part(String part, double millis) {
    timer("chatbrush.segment.part", "part", part).record(Duration.ofNanos((long) (millis * 1e6)));
  }

  public void embeddingHit() {
    hits.increment();
  }

  public void embeddingMiss() {
    misses.increment();
  }

  public void embeddingEvicted() {
    evictions.increment();
  }

  public void embeddingBytes(Supplier<Number> bytes) {
    Gauge.builder("chatbrush.embedding.bytes", bytes).baseUnit("bytes").register(registry);
  }

  private Timer timer(String name, String tag, String value) {
    return Timer.builder(name).tag(tag, value).publishPercentileHistogram().register(registry);
  }
}
