package dev.chatbrush.agent.edit;

import dev.chatbrush.triton.catalogue.ToolModel;
import java.time.Duration;
import java.util.OptionalDouble;

/** Estimates the time left from the steps measured so far. One per call; not thread-safe. */
final class StepClock {
  private final ToolMeter meter;
  private final ToolModel model;
  private final long startedNanos = System.nanoTime();
  private long lastNanos = startedNanos;
  private final int laterRuns;
  private int lastStep;

  /** laterRuns: how often the same is to be done after this. */
  StepClock(ToolMeter meter, ToolModel model, int laterRuns) {
    this.meter = meter;
    this.model = model;
    this.laterRuns = laterRuns;
  }

  OptionalDouble secondsLeft(int step, int totalSteps) {
    long now = System.nanoTime();
    if (step > lastStep) {
      meter.step(model, Duration.ofNanos((now - lastNanos) / (step - lastStep)));
      lastNanos = now;
      lastStep = step;
    }
    int stepsLeft = totalSteps - step + laterRuns * totalSteps;
    return step == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((now - startedNanos) / 1e9 / step * stepsLeft);
  }
}
