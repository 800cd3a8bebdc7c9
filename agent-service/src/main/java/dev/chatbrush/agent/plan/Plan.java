package dev.chatbrush.agent.plan;

import dev.chatbrush.agent.language.Language;
import java.util.List;

/**
 * What a message means: steps, or a question back, or a plain answer.
 *
 * @param planner {@code rules} or {@code llm}
 * @param reply for the person; a promise that holds while the edit runs and after it
 * @param question asked when something is missing; empty otherwise
 * @param fallbackReason why the rules planned although an LLM is set up; empty otherwise
 */
public record Plan(
    String planner,
    Language language,
    List<PlanStep> steps,
    String reply,
    String question,
    String fallbackReason) {
  public static final String RULES = "rules";
  public static final String LLM = "llm";
  public static final int MOST_STEPS = 3;

  public Plan {
    steps = List.copyOf(steps);
    if (steps.size() > MOST_STEPS) {
      throw new IllegalArgumentException(
          "a plan has at most %d steps, got %d".formatted(MOST_STEPS, steps.size()));
    }
  }

  public static Plan steps(String planner, Language language, List<PlanStep> steps, String reply) {
    return new Plan(planner, language, steps, reply, "", "");
  }

  public static Plan answer(String planner, Language language, String reply) {
    return new Plan(planner, language, List.of(), reply, "", "");
  }

  public static Plan question(String planner, Language language, String question) {
    return new Plan(planner, language, List.of(), "", question, "");
  }

  /** The rules' plan after the LLM failed; the reply says so. */
  public Plan afterFailure(String reason, String notice) {
    String text = reply.isEmpty() ? reply : reply + " " + notice;
    return new Plan(planner, language, steps, text, question, reason);
  }
}
