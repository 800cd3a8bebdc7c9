package dev.chatbrush.agent.plan.rules;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.language.Clause;
import dev.chatbrush.agent.language.Language;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.PlanStep;
import dev.chatbrush.agent.plan.Replies;
import dev.chatbrush.agent.plan.Strength;
import dev.chatbrush.agent.plan.Target;
import dev.chatbrush.agent.plan.prompt.Emphasis;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Requests that lean on the last edit: again, here too, less of it, three versions of it. */
final class Repetition {
  private final PlanContext context;
  private final Replies replies;
  private final Language language;
  private final Optional<LastEdit> lastEdit;

  Repetition(PlanContext context, Replies replies, Language language) {
    this.context = context;
    this.replies = replies;
    this.language = language;
    this.lastEdit = LastEdit.of(context.history());
  }

  /**
   * Adds the steps that the intent asks for.
   *
   * @param maskIsFresh whether the selection of now may be used
   * @return the question that is missing, or nothing
   */
  Optional<Plan> add(Intent intent, List<PlanStep> steps, boolean maskIsFresh) {
    Clause clause = intent.clause();
    return switch (intent.kind()) {
      case AGAIN -> addLast(step -> again(step, clause), steps, maskIsFresh);
      case ALSO -> addLast(step -> here(step, maskIsFresh), steps, maskIsFresh);
      case WEAKER -> addWeaker(steps, maskIsFresh);
      case VERSIONS -> addVersions(clause, steps, maskIsFresh);
      default -> throw new IllegalArgumentException("no repetition: " + intent.kind());
    };
  }

  /** As strongly as the words now say. */
  private static PlanStep again(PlanStep step, Clause clause) {
    return switch (Emphasis.of(clause)) {
      case SLIGHT -> LastSteps.withStrength(step, Strength.SLIGHT);
      case NORMAL -> step;
      case STRONG, COMPLETE -> LastSteps.withStrength(step, step.strength().stronger());
    };
  }

  private static PlanStep here(PlanStep step, boolean maskIsFresh) {
    return step.isHistory() || !maskIsFresh ? step : LastSteps.withTarget(step, Target.SELECTION);
  }

  /** The last edit is undone, and made again more mildly. */
  private Optional<Plan> addWeaker(List<PlanStep> steps, boolean maskIsFresh) {
    if (lastEdit.filter(LastEdit::isEdit).isEmpty() || !context.canUndo()) {
      return Optional.empty();
    }
    addUndo(steps);
    return addLast(
        step -> LastSteps.withStrength(step, step.strength().weaker()), steps, maskIsFresh);
  }

  /** Once, also where the message says twice that the last edit was not it. */
  private void addUndo(List<PlanStep> steps) {
    if (steps.stream().noneMatch(step -> step.tool().equals(PlanStep.UNDO))) {
      steps.add(new PlanStep(PlanStep.UNDO, "", context.text(), false));
    }
  }

  /** Of what is asked for in the same message, else instead of the last edit. */
  private Optional<Plan> addVersions(Clause clause, List<PlanStep> steps, boolean maskIsFresh) {
    int count = Versions.of(clause).orElse(1);
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (!steps.get(i).isHistory()) {
        steps.set(i, LastSteps.withVariations(steps.get(i), count));
        return Optional.empty();
      }
    }
    if (lastEdit.filter(LastEdit::isEdit).isEmpty()) {
      return Optional.of(
          Plan.question(Plan.RULES, language, replies.say(language, "question.versions")));
    }
    if (context.canUndo()) {
      addUndo(steps);
    }
    return addLast(step -> LastSteps.withVariations(step, count), steps, maskIsFresh);
  }

  /** The last steps, changed; a question where they need a selection and there is none. */
  private Optional<Plan> addLast(
      UnaryOperator<PlanStep> change, List<PlanStep> steps, boolean maskIsFresh) {
    for (PlanStep last : lastEdit.map(LastEdit::steps).orElse(List.of())) {
      PlanStep step = change.apply(last);
      if (step.target() == Target.SELECTION && !maskIsFresh) {
        boolean erase = step.tool().equals(CatalogueSnapshot.ERASE);
        String key = erase ? "question.erase" : "question.mask";
        return Optional.of(Plan.where(Plan.RULES, language, replies.say(language, key)));
      }
      steps.add(step);
    }
    return Optional.empty();
  }
}
