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
  private final boolean maskIsFresh;

  /** maskIsFresh: whether the selection of now may be used. */
  Repetition(PlanContext context, Replies replies, Language language, boolean maskIsFresh) {
    this.context = context;
    this.replies = replies;
    this.language = language;
    this.maskIsFresh = maskIsFresh;
    this.lastEdit = LastEdit.of(context.history());
  }

  /**
   * Adds the steps that the intent asks for.
   *
   * @return the question that is missing, or nothing
   */
  Optional<Plan> add(Intent intent, List<PlanStep> steps) {
    Clause clause = intent.clause();
    return switch (intent.kind()) {
      case AGAIN -> addLast(step -> again(step, clause), steps, true);
      case ALSO -> addLast(this::here, steps, false);
      case WEAKER -> addWeaker(steps);
      case VERSIONS -> addVersions(clause, steps);
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

  private PlanStep here(PlanStep step) {
    return step.isHistory() || !maskIsFresh ? step : LastSteps.withTarget(step, Target.SELECTION);
  }

  /** The last edit is undone, and made again more mildly. */
  private Optional<Plan> addWeaker(List<PlanStep> steps) {
    if (lastEdit.filter(LastEdit::isEdit).isEmpty() || !context.canUndo()) {
      return Optional.empty();
    }
    addUndo(steps);
    return addLast(step -> LastSteps.withStrength(step, step.strength().weaker()), steps, true);
  }

  /** Once, also where the message says twice that the last edit was not it. */
  private void addUndo(List<PlanStep> steps) {
    if (steps.stream().noneMatch(step -> step.tool().equals(PlanStep.UNDO))) {
      steps.add(new PlanStep(PlanStep.UNDO, "", context.text(), false));
    }
  }

  /** Of what is asked for in the same message, else instead of the last edit. */
  private Optional<Plan> addVersions(Clause clause, List<PlanStep> steps) {
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
    return addLast(step -> LastSteps.withVariations(step, count), steps, true);
  }

  /**
   * The last steps, changed; a question where they need a selection and there is none.
   *
   * @param there whether what was selected for them is meant where nothing is selected now; an
   *     erase has emptied it, and is asked for anew
   */
  private Optional<Plan> addLast(
      UnaryOperator<PlanStep> change, List<PlanStep> steps, boolean there) {
    for (PlanStep last : lastEdit.map(LastEdit::steps).orElse(List.of())) {
      PlanStep step = change.apply(last);
      boolean erase = step.tool().equals(CatalogueSnapshot.ERASE);
      boolean selected = maskIsFresh || there && !erase;
      if (step.target() == Target.SELECTION && !selected) {
        String key = erase ? "question.erase" : "question.mask";
        return Optional.of(Plan.where(Plan.RULES, language, replies.say(language, key)));
      }
      steps.add(step);
    }
    return Optional.empty();
  }
}
