package dev.chatbrush.agent.edit;

import dev.chatbrush.triton.catalogue.ToolModel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Counts and times edits for Prometheus. */
@Singleton
final class ToolMeter {
  /** A model failed and another one was asked: counted beside the run, which goes on. */
  static final String HANDED_ON = "handed-on";

  /** The service's own fault, which it did not foresee. */
  static final String UNEXPECTED = "unexpected";

  private static final String RUN = "chatbrush.tool.run";
  private static final String STEP = "chatbrush.tool.step";

  private final MeterRegistry registry;

  ToolMeter(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * outcome: completed, one of the above, or as {@link ToolProblem#outcome} says; model: its name,
   * or "none" when none was reached.
   */
  void run(String tool, String model, String outcome, Duration time) {
    Timer.builder(RUN)
        .tag("tool", tool)
        .tag("model", model)
        .tag("outcome", outcome)
        .publishPercentileHistogram()
        .register(registry)
        .record(time);
  }

  void step(ToolModel model, Duration time) {
    Timer.builder(STEP)
        .tag("model", model.id().name())
        .publishPercentileHistogram()
        .register(registry)
        .record(time);
  }
}
