package dev.chatbrush.agent.plan;

import java.util.Set;

/**
 * One thing to do.
 *
 * @param tool of the catalogue, or {@code undo}, {@code redo}, {@code reset}
 * @param prompt English, empty where the tool takes none
 * @param promptOriginal as the person said it
 */
public record PlanStep(String tool, String prompt, String promptOriginal, boolean usesMask) {
  public static final String UNDO = "undo";
  public static final String REDO = "redo";
  public static final String RESET = "reset";
  public static final Set<String> HISTORY = Set.of(UNDO, REDO, RESET);

  /** Longer prompts are cut off by the text encoders anyway. */
  public static final int LONGEST_PROMPT = 400;

  public boolean isHistory() {
    return HISTORY.contains(tool);
  }
}
