package dev.chatbrush.agent.plan;

import dev.chatbrush.agent.language.Language;
import java.util.List;

/**
 * What a message means: steps, or a question back, or a plain answer.
 *
 * @param planner {@code rules} or {@code llm}
 * @param reply for the person; a promise that holds while the edit runs and after it
 * @param question asked when something is missing; empty otherwise
 * @param waitsForSelection whether the question is where: the same words run once something is
 *     selected
 * @param fallbackReason why the rules planned although an LLM is set up; empty otherwise
 * @param certainty 0 to 1: how sure the planner is that this is what was meant
 * @param notes for the person, such as a word that could not be translated
 */
public record Plan(
    String planner,
    Language language,
    List<PlanStep> steps,
    String reply,
    String question,
    boolean waitsForSelection,
    String fallbackReason,
    double certainty,
    List<String> notes) {
  public static final String RULES = "rules";
  public static final String LLM = "llm";
  public static final int MOST_STEPS = 3;

  public Plan {
    steps = List.copyOf(steps);
    notes = List.copyOf(notes);
    if (steps.size() > MOST_STEPS) {
      throw new IllegalArgumentException(
          "a plan has at most %d steps, got %d".formatted(MOST_STEPS, steps.size()));
    }
    if (!(certainty >= 0 && certainty <= 1)) {
      throw new IllegalArgumentException("certainty is 0 to 1, got " + certainty);
    }
  }

  public static Plan steps(String planner, Language language, List<PlanStep> steps, String reply) {
    return new Plan(planner, language, steps, reply, "", false, "", 1, List.of());
  }

  public static Plan answer(String planner, Language language, String reply) {
    return new Plan(planner, language, List.of(), reply, "", false, "", 1, List.of());
  }

  public static Plan question(String planner, Language language, String question) {
    return new Plan(planner, language, List.of(), "", question, false, "", 1, List.of());
  }

  /** The question where; its answer is a selection. */
  public static Plan where(String planner, Language language, String question) {
    return new Plan(planner, language, List.of(), "", question, true, "", 1, List.of());
  }

  public Plan with(double newCertainty, List<String> newNotes) {
    return copy(planner, reply, fallbackReason, newCertainty, newNotes);
  }

  /** The same, planned by another. */
  public Plan by(String newPlanner) {
    return copy(newPlanner, reply, fallbackReason, certainty, notes);
  }

  /** With one more sentence in its reply; a question stays as it is. */
  Plan saying(String sentence) {
    String text = reply.isEmpty() ? reply : reply + " " + sentence;
    return copy(planner, text, fallbackReason, certainty, notes);
  }

  /** The rules' plan after the LLM failed; the reply says so. */
  public Plan afterFailure(String reason, String notice) {
    return copy(planner, saying(notice).reply, reason, certainty, notes);
  }

  private Plan copy(
      String by, String says, String reason, double newCertainty, List<String> newNotes) {
    return new Plan(
        by, language, steps, says, question, waitsForSelection, reason, newCertainty, newNotes);
  }
}
