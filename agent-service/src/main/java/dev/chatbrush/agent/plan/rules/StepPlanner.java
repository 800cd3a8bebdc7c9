package dev.chatbrush.agent.plan.rules;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.catalogue.ToolDescription;
import dev.chatbrush.agent.language.Clause;
import dev.chatbrush.agent.language.Language;
import dev.chatbrush.agent.language.Token;
import dev.chatbrush.agent.language.WordClass;
import dev.chatbrush.agent.plan.Conversation;
import dev.chatbrush.agent.plan.NamedThing;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.PlanStep;
import dev.chatbrush.agent.plan.Prompt;
import dev.chatbrush.agent.plan.ReplyText;
import dev.chatbrush.agent.plan.Strength;
import dev.chatbrush.agent.plan.Target;
import dev.chatbrush.agent.plan.prompt.Emphasis;
import dev.chatbrush.agent.plan.prompt.EnglishPrompt;
import dev.chatbrush.agent.plan.prompt.KoreanPrompt;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Turns what the clauses ask for into at most three steps, or into the question that is missing.
 */
final class StepPlanner {
  private final Conversation conversation;
  private final PlanContext context;
  private final CatalogueSnapshot catalogue;
  private final Language language;
  private final List<PlanStep> steps = new ArrayList<>();

  /** By step, for those whose words were taken apart. */
  private final Map<PlanStep, Prompt> prompts = new IdentityHashMap<>();

  private final NamedTarget names;
  private final WhereQuestions questions;
  private Targets targets;

  /** The mask means the picture that was clicked, so it is spent by a step that makes another. */
  private boolean maskIsFresh;

  StepPlanner(
      Conversation conversation,
      PlanContext context,
      CatalogueSnapshot catalogue,
      Language language) {
    this.conversation = conversation;
    this.context = context;
    this.catalogue = catalogue;
    this.language = language;
    this.maskIsFresh = context.hasMask();
    this.questions = new WhereQuestions(conversation.replies(), language);
    this.names = new NamedTarget(context, catalogue, language);
  }

  /**
   * @param said what the clauses apply to
   * @param insteadOfLast the last edit is undone first; its mask was on that picture, so the
   *     selection of now stays good, and where there is none, that edit's own comes back
   */
  Plan plan(List<Intent> actions, Targets said, boolean insteadOfLast) {
    targets = said;
    if (insteadOfLast) {
      steps.add(new PlanStep(PlanStep.UNDO, "", context.text(), false));
      maskIsFresh |= context.lastUsedSelection();
    }
    for (Intent intent : actions) {
      Optional<Plan> end = add(intent);
      if (end.isPresent()) {
        return end.get();
      }
    }
    if (steps.isEmpty()) {
      return Plan.answer(Plan.RULES, language, impossible(actions.get(0)));
    }
    boolean dropped = steps.size() > Plan.MOST_STEPS;
    List<PlanStep> kept = dropped ? steps.subList(0, Plan.MOST_STEPS) : steps;
    ReplyText text = new ReplyText(conversation.replies(), language);
    List<Prompt> told = kept.stream().map(prompts::get).collect(Collectors.toList());
    List<String> notes = new ArrayList<>(text.untranslated(told));
    if (dropped) {
      notes.add(conversation.replies().say(language, "dropped"));
    }
    String reply = text.promise(kept, told, catalogue);
    String all = notes.isEmpty() ? reply : reply + " " + String.join(" ", notes);
    return Plan.steps(Plan.RULES, language, kept, all).with(1, notes);
  }

  private Optional<Plan> add(Intent intent) {
    Clause clause = intent.clause();
    switch (intent.kind()) {
      case UNDO -> addHistory(PlanStep.UNDO, context.canUndo(), clause);
      case REDO -> addHistory(PlanStep.REDO, context.canRedo(), clause);
      case RESET -> addHistory(PlanStep.RESET, true, clause);
      case AGAIN, ALSO, WEAKER, VERSIONS -> {
        return new Repetition(context, conversation.replies(), language, maskIsFresh)
            .add(intent, steps);
      }
      case ERASE -> {
        return addTool(eraser(clause), Optional.empty(), clause);
      }
      case TRANSFORM -> {
        String tool = CatalogueSnapshot.TRANSFORM;
        return where(clause).or(() -> addTool(tool, Optional.of(prompt(tool, clause)), clause));
      }
      case TOOL -> {
        String tool = intent.tool();
        boolean prompted = catalogue.find(tool).filter(ToolDescription::takesPrompt).isPresent();
        return addTool(
            tool, prompted ? Optional.of(prompt(tool, clause)) : Optional.empty(), clause);
      }
      default -> throw new IllegalArgumentException("not an action: " + intent.kind());
    }
    return Optional.empty();
  }

  /**
   * What is behind a background cannot be filled in: it has a tool of its own where there is one.
   */
  private String eraser(Clause clause) {
    String tool = CatalogueSnapshot.BACKGROUND_ERASE;
    boolean background =
        targets
            .of(clause)
            .filter(target -> target == Target.BACKGROUND || target == Target.REST)
            .isPresent();
    boolean offered = catalogue.tools().isEmpty() || catalogue.find(tool).isPresent();
    return background && offered ? tool : CatalogueSnapshot.ERASE;
  }

  private void addHistory(String tool, boolean possible, Clause clause) {
    Optional<Token> said = clause.first(token -> token.is(WordClass.COUNT, WordClass.VERSIONS));
    // "I made a mistake, undo it" says it twice and means it once.
    boolean repeated = said.isEmpty() && steps.stream().anyMatch(s -> s.tool().equals(tool));
    if (!possible || repeated) {
      return;
    }
    int count = said.map(t -> Integer.parseInt(t.english())).orElse(1);
    int times = tool.equals(PlanStep.RESET) ? 1 : count;
    for (int i = 0; i < times; i++) {
      steps.add(new PlanStep(tool, "", clause.said(), false));
    }
    // One step back is the picture that the last edit's selection was made on.
    maskIsFresh &= tool.equals(PlanStep.UNDO) && times == 1;
  }

  private Optional<Plan> addTool(String tool, Optional<Prompt> prompt, Clause clause) {
    if (!maskIsFresh && ClauseTarget.exceptsWhatASelectionShows(clause)) {
      return Optional.of(questions.which());
    }
    Optional<NamedThing> named = named(tool, clause);
    Target target = named.isPresent() ? Target.NAMED : target(tool, clause);
    boolean again = prompt.isEmpty() && steps.stream().anyMatch(s -> s.tool().equals(tool));
    if (target == Target.WHOLE && catalogue.needsMask(tool) && again) {
      // "The wires are annoying, remove them" says it twice and means it once.
      return Optional.empty();
    }
    if (target == Target.WHOLE && catalogue.needsMask(tool)) {
      return Optional.of(questions.where(tool, clause));
    }
    PlanStep step =
        new PlanStep(
            tool,
            prompt.map(Prompt::english).orElse(""),
            clause.said(),
            target,
            prompt.isPresent() ? Emphasis.of(clause) : Strength.NORMAL,
            prompt.isPresent() ? Versions.of(clause).orElse(1) : 1,
            named);
    boolean repeated =
        steps.stream()
            .anyMatch(
                s ->
                    s.tool().equals(tool)
                        && s.prompt().equals(step.prompt())
                        && s.named().equals(named));
    if (!repeated) {
      steps.add(step);
      prompt.ifPresent(words -> prompts.put(step, words));
    }
    maskIsFresh &= tool.equals(CatalogueSnapshot.TRANSFORM);
    return Optional.empty();
  }

  private Optional<NamedThing> named(String tool, Clause clause) {
    return names.of(tool, clause, targets.of(clause), maskIsFresh);
  }

  private Target target(String tool, Clause clause) {
    if (!catalogue.takesMask(tool)) {
      return Target.WHOLE;
    }
    Optional<Target> said = targets.of(clause);
    if (tool.equals(CatalogueSnapshot.BACKGROUND_REPLACE)) {
      boolean rest = maskIsFresh && said.filter(Target.BACKGROUND::equals).isEmpty();
      return rest ? Target.REST : Target.BACKGROUND;
    }
    boolean whole = said.filter(Target.WHOLE::equals).isPresent() && !catalogue.needsMask(tool);
    if (said.filter(Target.REST::equals).isPresent() && !maskIsFresh) {
      return Target.BACKGROUND; // all but what nobody selected: what the picture shows stays
    }
    if (said.isPresent() && said.get() != Target.WHOLE) {
      return said.get();
    }
    if (maskIsFresh && !whole) {
      return Target.SELECTION;
    }
    boolean person = said.isEmpty() && NamedPart.isPerson(clause, language);
    return person && !catalogue.findsParts(tool) ? Target.SUBJECT : Target.WHOLE;
  }

  /** The question for what the words name or colour, where nothing can find it. */
  private Optional<Plan> where(Clause clause) {
    boolean found = maskIsFresh || catalogue.findsParts(CatalogueSnapshot.TRANSFORM);
    boolean named = named(CatalogueSnapshot.TRANSFORM, clause).isPresent();
    if (found || named || targets.of(clause).isPresent() || NamedPart.isPerson(clause, language)) {
      return Optional.empty();
    }
    Optional<Plan> part = NamedPart.of(clause, language).map(said -> questions.where(said));
    return part.isPresent() || !NamedPart.isMissing(clause) ? part : Optional.of(questions.which());
  }

  private Prompt prompt(String tool, Clause clause) {
    if (tool.equals(CatalogueSnapshot.BASICS)) {
      return BasicsPrompt.of(clause, language);
    }
    return language == Language.KOREAN
        ? KoreanPrompt.of(clause, maskIsFresh)
        : EnglishPrompt.of(clause);
  }

  private String impossible(Intent intent) {
    String key =
        switch (intent.kind()) {
          case UNDO -> "answer.nothingToUndo";
          case REDO -> "answer.nothingToRedo";
          default -> "answer.nothingToRepeat";
        };
    return conversation.replies().say(language, key);
  }
}
