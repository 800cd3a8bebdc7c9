package dev.chatbrush.agent.plan;

import java.util.Optional;
import java.util.Set;

/**
 * One thing to do.
 *
 * @param tool of the catalogue, or {@code undo}, {@code redo}, {@code reset}
 * @param prompt English, empty where the tool takes none
 * @param promptOriginal as the person said it
 * @param target what it applies to; {@link Target#WHOLE} for history steps
 * @param strength how much the words ask for
 * @param variations how many versions are wanted, 1 to {@link #MOST_VARIATIONS}
 * @param named the thing that it applies to, where the target is {@link Target#NAMED}
 */
public record PlanStep(
    String tool,
    String prompt,
    String promptOriginal,
    Target target,
    Strength strength,
    int variations,
    Optional<NamedThing> named) {
  public static final String UNDO = "undo";
  public static final String REDO = "redo";
  public static final String RESET = "reset";
  public static final Set<String> HISTORY = Set.of(UNDO, REDO, RESET);

  /** Longer prompts are cut off by the text encoders anyway. */
  public static final int LONGEST_PROMPT = 400;

  public static final int MOST_VARIATIONS = 4;

  public PlanStep {
    if (variations < 1 || variations > MOST_VARIATIONS) {
      throw new IllegalArgumentException(
          "a step makes 1 to %d versions, got %d".formatted(MOST_VARIATIONS, variations));
    }
    if (named.isPresent() != (target == Target.NAMED)) {
      throw new IllegalArgumentException(
          "a step has a name if its target is NAMED, got %s for %s".formatted(named, target));
    }
  }

  /** Of something that has no name. */
  public PlanStep(
      String tool,
      String prompt,
      String promptOriginal,
      Target target,
      Strength strength,
      int variations) {
    this(tool, prompt, promptOriginal, target, strength, variations, Optional.empty());
  }

  /** The same on a thing by its name. */
  public PlanStep on(NamedThing thing) {
    return new PlanStep(
        tool, prompt, promptOriginal, Target.NAMED, strength, variations, Optional.of(thing));
  }

  /** One version, of normal strength, of the selection or of the whole picture. */
  public PlanStep(String tool, String prompt, String promptOriginal, boolean usesMask) {
    this(
        tool,
        prompt,
        promptOriginal,
        usesMask ? Target.SELECTION : Target.WHOLE,
        Strength.NORMAL,
        1);
  }

  /** Whether less than the whole picture changes. */
  public boolean usesMask() {
    return target != Target.WHOLE;
  }

  public boolean isHistory() {
    return HISTORY.contains(tool);
  }
}
