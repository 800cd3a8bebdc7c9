package dev.chatbrush.gateway.telemetry;

import dev.chatbrush.gateway.api.EditorException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;

/** Measures how long things take and how they end. */
@ApplicationScoped
public class Stopwatch {
  private final MeterRegistry meters;

  public Stopwatch(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Times {@code work}; its outcome is "completed", "refused" (4xx) or "failed". */
  public <T> T time(String name, Supplier<T> work) {
    long start = System.nanoTime();
    String outcome = "failed";
    try {
      T result = work.get();
      outcome = "completed";
      return result;
    } catch (EditorException e) {
      outcome = e.type().status() < 500 ? "refused" : "failed";
      throw e;
    } finally {
      record(name, Duration.ofNanos(System.nanoTime() - start), "outcome", outcome);
    }
  }

  /** Records one duration; {@code tags} are names and values in turn. */
  public void record(String name, Duration taken, String... tags) {
    Timer.builder(name).tags(tags).publishPercentileHistogram().register(meters).record(taken);
  }
}
