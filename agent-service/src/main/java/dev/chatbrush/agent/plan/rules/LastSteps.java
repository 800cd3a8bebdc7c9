package dev.chatbrush.agent.plan.rules;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.plan.PlanStep;
import dev.chatbrush.agent.plan.Strength;
import dev.chatbrush.agent.plan.Target;
import dev.chatbrush.agent.plan.prompt.Emphasis;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Earlier steps made anew: as strongly, there, and as often as the words now say. */
final class LastSteps {
  private static final Pattern ADVERB =
      Pattern.compile("\\b(slightly|much|strongly|completely|a bit|a little|very|totally) ");
  private static final Pattern MAKE_IT =
      Pattern.compile("(?i)(make (?:it|this) (?:look like )?)(.+)");

  private LastSteps() {}

  /**
   * A step without a prompt has nothing that could be stronger, and stays; more of a turn or a crop
   * is that once more.
   */
  static PlanStep withStrength(PlanStep step, Strength strength) {
    boolean onceMore =
        step.tool().equals(CatalogueSnapshot.BASICS) && strength.compareTo(Strength.SLIGHT) > 0;
    if (step.prompt().isEmpty() || onceMore) {
      return step;
    }
    String plain = ADVERB.matcher(step.prompt()).replaceAll("");
    Matcher make = MAKE_IT.matcher(plain);
    boolean split = make.matches();
    String look = split ? make.group(2) : plain;
    String stronger = (split ? make.group(1) : "") + Emphasis.adverb(strength, look) + look;
    return new PlanStep(
        step.tool(),
        stronger,
        step.promptOriginal(),
        step.target(),
        strength,
        step.variations(),
        step.named());
  }

  static PlanStep withTarget(PlanStep step, Target target) {
    return new PlanStep(
        step.tool(),
        step.prompt(),
        step.promptOriginal(),
        target,
        step.strength(),
        step.variations());
  }

  static PlanStep withVariations(PlanStep step, int variations) {
    return new PlanStep(
        step.tool(),
        step.prompt(),
        step.promptOriginal(),
        step.target(),
        step.strength(),
        variations,
        step.named());
  }
}
