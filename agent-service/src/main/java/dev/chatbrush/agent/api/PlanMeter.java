package dev.chatbrush.agent.api;

import dev.chatbrush.agent.plan.Plan;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;

/** Times plans by who made them, and whether the rules did it in place of a language model. */
@Singleton
final class PlanMeter {
  private static final String PLAN = "chatbrush.plan";

  private final MeterRegistry registry;

  PlanMeter(MeterRegistry registry) {
    this.registry = registry;
  }

  Plan measure(Supplier<Plan> planning) {
    long started = System.nanoTime();
    Plan plan = planning.get();
    Timer.builder(PLAN)
        .tag("planner", plan.planner())
        .tag("fallback", String.valueOf(!plan.fallbackReason().isEmpty()))
        .publishPercentileHistogram()
        .register(registry)
        .record(Duration.ofNanos(System.nanoTime() - started));
    return plan;
  }
}
