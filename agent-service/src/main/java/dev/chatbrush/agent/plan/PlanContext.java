package dev.chatbrush.agent.plan;

import java.util.List;

/**
 * A message and what the planner may know about its session; never a picture.
 *
 * @param selectedAs the name that what is selected was found by; empty where it was pointed at
 * @param references how many other pictures came with the message
 * @param history earlier messages, oldest first
 */
public record PlanContext(
    String text,
    boolean hasMask,
    String selectedAs,
    boolean canUndo,
    boolean canRedo,
    int references,
    List<PastTurn> history) {
  public PlanContext {
    history = List.copyOf(history);
  }

  /** With what was pointed at, if anything, and no other picture. */
  public PlanContext(
      String text, boolean hasMask, boolean canUndo, boolean canRedo, List<PastTurn> history) {
    this(text, hasMask, "", canUndo, canRedo, 0, history);
  }

  /** An earlier message; the assistant's with the steps that ran before it was said. */
  public record PastTurn(boolean byPerson, String text, List<PlanStep> steps) {
    public PastTurn {
      steps = List.copyOf(steps);
    }
  }

  /** Whether what ran last was done to what was selected then; undo selects that again. */
  public boolean lastUsedSelection() {
    for (int i = history.size() - 1; i >= 0; i--) {
      List<PlanStep> steps = history.get(i).steps();
      if (!steps.isEmpty()) {
        return steps.stream().anyMatch(step -> step.target() == Target.SELECTION);
      }
    }
    return false;
  }

  public PlanContext withText(String newText) {
    return new PlanContext(newText, hasMask, selectedAs, canUndo, canRedo, references, history);
  }
}
