package dev.chatbrush.agent.guard;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.catalogue.Things;
import dev.chatbrush.agent.catalogue.ToolDescription;
import dev.chatbrush.agent.plan.NamedThing;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.PlanStep;
import dev.chatbrush.agent.plan.SentenceFacts;
import dev.chatbrush.agent.plan.Strength;
import dev.chatbrush.agent.plan.Target;
import dev.chatbrush.agent.plan.Which;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges the calls of one proposal in their order and keeps those that may run. */
final class StepCheck {
  private final SentenceFacts facts;
  private final Plan byRules;
  private final PlanContext context;
  private final CatalogueSnapshot catalogue;
  private final List<PlanStep> steps = new ArrayList<>();

  StepCheck(SentenceFacts facts, Plan byRules, PlanContext context, CatalogueSnapshot catalogue) {
    this.facts = facts;
    this.byRules = byRules;
    this.context = context;
    this.catalogue = catalogue;
  }

  List<PlanStep> steps() {
    return List.copyOf(steps);
  }

  /**
   * Keeps the call, or drops it where the words do not ask for it.
   *
   * @return false where it needs a selection that is not there: the person must be asked
   * @throws ProposalRejectedException for an unknown tool or a prompt out of bounds
   */
  boolean add(Proposal.Step step) {
    if (PlanStep.HISTORY.contains(step.tool())) {
      boolean possible =
          step.tool().equals(PlanStep.UNDO)
              ? context.canUndo()
              : !step.tool().equals(PlanStep.REDO) || context.canRedo();
      if (possible && asksFor(step.tool())) {
        steps.add(new PlanStep(step.tool(), "", context.text(), false));
      }
      return true;
    }
    ToolDescription tool = known(step.tool());
    if (CatalogueSnapshot.erases(tool.tool()) && !facts.mayErase()) {
      return true;
    }
    String prompt = prompt(step, tool);
    Optional<NamedThing> named = named(step, tool);
    Target target = named.isPresent() ? Target.NAMED : target(step, tool);
    if (target == Target.WHOLE && !tool.takesWhole()) {
      // A second erase of a selection that the first one spent is padding.
      return context.hasMask();
    }
    Optional<PlanStep> alike = byRules(tool.tool());
    PlanStep checked =
        new PlanStep(
            tool.tool(),
            prompt,
            context.text(),
            target,
            alike.map(PlanStep::strength).orElse(Strength.NORMAL),
            alike.map(PlanStep::variations).orElse(1),
            named);
    if (!steps.contains(checked)) {
      steps.add(checked);
    }
    return true;
  }

  /** The words name the step, or mean one: "three versions of that" takes the last one back. */
  private boolean asksFor(String historyStep) {
    return facts.history().contains(historyStep)
        || byRules.steps().stream().anyMatch(step -> step.tool().equals(historyStep));
  }

  private ToolDescription known(String name) {
    return catalogue
        .find(name)
        .orElseThrow(
            () ->
                new ProposalRejectedException(
                    "the model called '%s', which is no tool".formatted(SafeText.name(name))));
  }

  private static String prompt(Proposal.Step step, ToolDescription tool) {
    if (!tool.takesPrompt()) {
      return "";
    }
    if (step.prompt().length() > PlanStep.LONGEST_PROMPT) {
      throw new ProposalRejectedException(
          "the model wrote a prompt of %d characters, at most %d are taken"
              .formatted(step.prompt().length(), PlanStep.LONGEST_PROMPT));
    }
    String prompt = SafeText.prompt(SafeText.of(step.prompt()));
    if (prompt.isEmpty()) {
      throw new ProposalRejectedException("the model called " + tool.tool() + " without a prompt");
    }
    return prompt;
  }

  /**
   * The rules' own reading of the thing; else the model's, where the person said that name, a
   * detector knows it, the words do not want it kept, and nothing is selected.
   */
  private Optional<NamedThing> named(Proposal.Step step, ToolDescription tool) {
    Optional<NamedThing> byWords = byRules(tool.tool()).flatMap(PlanStep::named);
    if (byWords.isPresent() || !tool.takesMask() || step.target().isBlank()) {
      return byWords;
    }
    String name = SafeText.of(step.target());
    Things things = catalogue.things();
    boolean bounded = !name.isBlank() && name.length() <= NamedThing.LONGEST_NAME;
    boolean kept = facts.spared().stream().anyMatch(word -> things.isIn(word, name));
    boolean elsewhere = facts.target().filter(target -> target != Target.WHOLE).isPresent();
    boolean meant =
        bounded
            && !kept
            && !facts.told()
            && !elsewhere
            && !context.hasMask()
            && things.knows(name)
            && things.isIn(context.text(), name);
    Which which = things.isAll(name) ? Which.ALL : Which.ONLY;
    return meant ? Optional.of(new NamedThing(name, which, List.of())) : Optional.empty();
  }

  /** What the words name; else the selection, as long as it is that of the picture at hand. */
  private Target target(Proposal.Step step, ToolDescription tool) {
    if (!tool.takesMask()) {
      return Target.WHOLE;
    }
    Optional<Target> named =
        byRules(tool.tool())
            .map(PlanStep::target)
            .or(facts::target)
            .filter(
                target ->
                    target != Target.SELECTION && target != Target.WHOLE && target != Target.NAMED);
    if (named.isPresent()) {
      boolean nothing = named.get() == Target.REST && !context.hasMask();
      return nothing ? Target.BACKGROUND : named.get();
    }
    boolean fresh =
        steps.stream()
            .map(PlanStep::tool)
            .allMatch(
                done ->
                    done.equals(CatalogueSnapshot.TRANSFORM) || PlanStep.HISTORY.contains(done));
    boolean wanted = step.useSelection().orElse(true) || !tool.takesWhole();
    boolean undone = steps.stream().anyMatch(done -> done.tool().equals(PlanStep.UNDO));
    boolean selected = context.hasMask() || undone && context.lastUsedSelection();
    return selected && fresh && wanted ? Target.SELECTION : Target.WHOLE;
  }

  /** The rules' own step with that tool, whose words were read from the sentence. */
  private Optional<PlanStep> byRules(String tool) {
    List<PlanStep> alike =
        byRules.steps().stream().filter(step -> step.tool().equals(tool)).toList();
    long before = steps.stream().filter(step -> step.tool().equals(tool)).count();
    return before < alike.size() ? Optional.of(alike.get((int) before)) : Optional.empty();
  }
}
