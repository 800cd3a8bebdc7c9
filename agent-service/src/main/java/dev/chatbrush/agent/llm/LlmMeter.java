package dev.chatbrush.agent.llm;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Counts and times what is asked of language models, retries included. */
@Singleton
final class LlmMeter {
  private static final String CALL = "chatbrush.llm.call";

  private final MeterRegistry registry;

  LlmMeter(MeterRegistry registry) {
    this.registry = registry;
  }

  /** outcome: planned, rejected by the guard, or what went wrong. */
  void call(String provider, String outcome, long startedNanos) {
    Timer.builder(CALL)
        .tag("provider", provider)
        .tag("outcome", outcome)
        .publishPercentileHistogram()
        .register(registry)
        .record(Duration.ofNanos(System.nanoTime() - startedNanos));
  }
}
