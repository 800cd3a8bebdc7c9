package dev.chatbrush.gateway.api;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts what calls are refused with, by code: what people run into, and how often. */
@ApplicationScoped
public class ProblemMeter {
  /** Counter; tags code and status. */
  public static final String PROBLEMS = "chatbrush.problems";

  private final MeterRegistry meters;

  public ProblemMeter(MeterRegistry meters) {
    this.meters = meters;
  }

  /** A problem that a call is answered with. */
  void count(Problem problem) {
    meters
        .counter(PROBLEMS, "code", problem.code(), "status", String.valueOf(problem.status()))
        .increment();
  }
}
