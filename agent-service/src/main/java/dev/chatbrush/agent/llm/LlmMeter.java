package dev.chatbrush.agent.llm;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Counts and times what is asked of language models, retries included. */
@Singleton
final class LlmMeter {
  private static final String CALL = "chatbrush.llm.call";
  private static final String TOKENS = "chatbrush.llm.tokens";
  private static final String SPENT = "chatbrush.llm.spent";

  private final MeterRegistry registry;

  LlmMeter(MeterRegistry registry) {
    this.registry = registry;
  }

  /** What was paid for, by the provider's own count. */
  void tokens(String provider, long tokens) {
    registry.counter(TOKENS, "provider", provider).increment(tokens);
  }

  /** A message for which none was asked, since its owner's share is used up. */
  void spent() {
    registry.counter(SPENT).increment();
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
