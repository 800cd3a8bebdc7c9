package dev.chatbrush.agent.llm;

import dev.chatbrush.agent.plan.PlannerFailure;
import java.time.Duration;

/** An owner has used up what they may have of the language models for now. */
final class BudgetSpentException extends PlannerFailure {
  private static final long serialVersionUID = 1L;
  private static final Duration LONG = Duration.ofMinutes(90);

  BudgetSpentException(Duration wait) {
    this(wait.compareTo(LONG) > 0, wait);
  }

  /** Rounded up: who comes back then must not be too early. */
  private BudgetSpentException(boolean hours, Duration wait) {
    this(
        hours ? "h" : "min",
        hours
            ? wait.plusHours(1).minusNanos(1).toHours()
            : wait.plusMinutes(1).minusNanos(1).toMinutes());
  }

  private BudgetSpentException(String unit, long number) {
    super(
        "your share of the language model is used up; it is yours again in %d %s"
            .formatted(number, unit),
        "budget." + unit,
        String.valueOf(number));
  }
}
