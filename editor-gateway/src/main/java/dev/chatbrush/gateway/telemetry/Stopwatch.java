package dev.chatbrush.gateway.telemetry;

import dev.chatbrush.gateway.api.EditorException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;

/** Measures how long things take and how they end. */
@ApplicationScoped
public class Stopwatch {
  /**
   * What the objectives promise, so that who keeps to it is counted exactly (deploy/prometheus).
   */
  private static final Duration[] PROMISED = {
    Duration.ofMillis(400), Duration.ofSeconds(3), Duration.ofSeconds(30)
  };

  private final MeterRegistry meters;

  public Stopwatch(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Times {@code work}; its outcome is "completed" or as {@link Outcome} says. */
  public <T> T time(String name, Supplier<T> work) {
    return time(name, work, () -> new String[0]);
  }

  /** As {@link #time(String, Supplier)}; {@code tags} are asked for when the work is done. */
  public <T> T time(String name, Supplier<T> work, Supplier<String[]> tags) {
    long start = System.nanoTime();
    String outcome = Outcome.FAILED;
    try {
      T result = work.get();
      outcome = Outcome.COMPLETED;
      return result;
    } catch (EditorException e) {
      outcome = Outcome.of(e.type().code(), e.type().status());
      throw e;
    } finally {
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      record(name, taken, Tags.of(tags.get()).and("outcome", outcome));
    }
  }

  /** Records one duration; {@code tags} are names and values in turn. */
  public void record(String name, Duration taken, String... tags) {
    record(name, taken, Tags.of(tags));
  }

  private void record(String name, Duration taken, Tags tags) {
    Timer.builder(name)
        .tags(tags)
        .publishPercentileHistogram()
        .serviceLevelObjectives(PROMISED)
        .register(meters)
        .record(taken);
  }
}
