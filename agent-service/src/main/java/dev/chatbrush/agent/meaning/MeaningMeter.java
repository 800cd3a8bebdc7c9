package dev.chatbrush.agent.meaning;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;

/** Counts and times what the sentence encoder is asked. */
@Singleton
final class MeaningMeter {
  private static final String CALL = "chatbrush.meaning";

  enum Outcome {
    /** A tool was found, and the guard let it through. */
    CHOSEN,
    /** No tool lies near enough. */
    NONE,
    /** The guard did not let it through. */
    REJECTED,
    /** Triton has no encoder, or the tools are not read yet. */
    UNREADY,
    /** No answer, or not in time. */
    FAILED
  }

  private final MeterRegistry registry;

  MeaningMeter(MeterRegistry registry) {
    this.registry = registry;
  }

  void call(Outcome outcome, long startedNanos) {
    Timer.builder(CALL)
        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .publishPercentileHistogram()
        .register(registry)
        .record(Duration.ofNanos(System.nanoTime() - startedNanos));
  }
}
