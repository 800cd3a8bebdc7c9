package dev.chatbrush.agent.evaluation;

import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanStep;
import java.util.List;
import java.util.Optional;

/**
 * The plan that an evaluation line wants, or one of several that are right.
 *
 * @param silent "?" for a question, "-" for an answer, empty where steps run
 */
public record ExpectedPlan(String silent, List<ExpectedStep> steps) {
  private static final String QUESTION = "?";
  private static final String ANSWER = "-";

  /** The right plans of a line's {@code want}. */
  static List<ExpectedPlan> choices(String want) {
    return List.of(want.split(" or ")).stream().map(ExpectedPlan::of).toList();
  }

  private static ExpectedPlan of(String written) {
    boolean silent = written.equals(QUESTION) || written.equals(ANSWER);
    return silent
        ? new ExpectedPlan(written, List.of())
        : new ExpectedPlan(
            "", List.of(written.split("; ")).stream().map(ExpectedStep::of).toList());
  }

  /** "?" for a question, "-" for an answer, empty for a plan with steps. */
  static Optional<String> silence(Plan plan) {
    if (!plan.steps().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(plan.question().isEmpty() ? ANSWER : QUESTION);
  }

  /** Whether the person should be asked. */
  public boolean asks() {
    return silent.equals(QUESTION);
  }

  boolean toolsMatch(Plan plan) {
    return silent.equals(silence(plan).orElse(""))
        && steps.stream()
            .map(ExpectedStep::tool)
            .toList()
            .equals(plan.steps().stream().map(PlanStep::tool).toList());
  }

  boolean matches(Plan plan) {
    boolean all = toolsMatch(plan);
    for (int i = 0; all && i < steps.size(); i++) {
      all = steps.get(i).matches(plan.steps().get(i));
    }
    return all;
  }

  boolean has(String tool) {
    return steps.stream().anyMatch(step -> step.tool().equals(tool));
  }
}
