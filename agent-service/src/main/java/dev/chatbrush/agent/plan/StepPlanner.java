package dev.chatbrush.agent.plan;

import dev.chatbrush.agent.language.Clause;
import dev.chatbrush.agent.language.Language;
import dev.chatbrush.agent.language.Role;
import dev.chatbrush.agent.language.Token;
import dev.chatbrush.agent.language.WordClass;
import dev.chatbrush.agent.plan.PlanContext.PastTurn;
import dev.chatbrush.agent.tool.CatalogueSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns what the clauses ask for into at most three steps, or into the question that is missing.
 */
final class StepPlanner {
  private final Conversation conversation;
  private final PlanContext context;
  private final CatalogueSnapshot catalogue;
  private final Language language;
  private final List<PlanStep> steps = new ArrayList<>();
  private final List<Prompt> prompts = new ArrayList<>();

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
  }

  Plan plan(List<Intent> actions) {
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
    String reply =
        new ReplyText(conversation.replies(), language).promise(kept, prompts, catalogue);
    String rest = dropped ? " " + conversation.replies().say(language, "dropped") : "";
    return Plan.steps(Plan.RULES, language, kept, reply + rest);
  }

  private Optional<Plan> add(Intent intent) {
    Clause clause = intent.clause();
    switch (intent.kind()) {
      case UNDO -> addHistory(PlanStep.UNDO, context.canUndo(), clause);
      case REDO -> addHistory(PlanStep.REDO, context.canRedo(), clause);
      case RESET -> addHistory(PlanStep.RESET, true, clause);
      case AGAIN -> addRepetition();
      case ERASE -> {
        return addTool(CatalogueSnapshot.ERASE, Optional.empty(), clause);
      }
      case TRANSFORM -> {
        return addTool(CatalogueSnapshot.TRANSFORM, Optional.of(prompt(clause)), clause);
      }
      case TOOL -> {
        Token tool = clause.first(token -> token.is(WordClass.TOOL)).orElseThrow();
        boolean prompted =
            catalogue.find(tool.english()).filter(found -> found.takesPrompt()).isPresent();
        return addTool(
            tool.english(), prompted ? Optional.of(prompt(clause)) : Optional.empty(), clause);
      }
      case CHANGE_UNSAID, NOTHING, HELP, THANKS, GREETING, PRAISE, YES, REFERENCE, UNKNOWN ->
          throw new IllegalArgumentException("not an action: " + intent.kind());
    }
    return Optional.empty();
  }

  private void addHistory(String tool, boolean possible, Clause clause) {
    boolean repeated =
        tool.equals(PlanStep.RESET) && steps.stream().anyMatch(s -> s.tool().equals(tool));
    if (!possible || repeated) {
      return;
    }
    int count =
        clause
            .first(token -> token.is(WordClass.COUNT))
            .map(t -> Integer.parseInt(t.english()))
            .orElse(1);
    for (int i = 0; i < (tool.equals(PlanStep.RESET) ? 1 : count); i++) {
      addStep(new PlanStep(tool, "", clause.said(), false), null);
    }
    maskIsFresh = false;
  }

  private Optional<Plan> addTool(String tool, Optional<Prompt> prompt, Clause clause) {
    boolean whole = clause.has(WordClass.WHOLE) && !clause.has(WordClass.THIS);
    boolean usesMask =
        maskIsFresh && catalogue.takesMask(tool) && (!whole || catalogue.needsMask(tool));
    if (!usesMask && catalogue.needsMask(tool)) {
      return Optional.of(ask(tool, clause));
    }
    String english = prompt.map(Prompt::english).orElse("");
    addStep(new PlanStep(tool, english, clause.said(), usesMask), prompt.orElse(null));
    maskIsFresh &= tool.equals(CatalogueSnapshot.TRANSFORM);
    return Optional.empty();
  }

  private Plan ask(String tool, Clause clause) {
    Replies replies = conversation.replies();
    if (!tool.equals(CatalogueSnapshot.ERASE)) {
      return Plan.question(Plan.RULES, language, replies.say(language, "question.mask"));
    }
    Optional<Token> named =
        clause.first(t -> t.is(WordClass.THING, WordClass.STUFF) && t.role() != Role.PLACE);
    String question =
        named
            .map(token -> replies.say(language, "question.erase.named", token.stem()))
            .orElseGet(() -> replies.say(language, "question.erase"));
    return Plan.question(Plan.RULES, language, question);
  }

  /** The last steps that changed the picture, once more. */
  private void addRepetition() {
    List<PastTurn> history = context.history();
    for (int i = history.size() - 1; i >= 0; i--) {
      for (PlanStep step : history.get(i).steps()) {
        boolean runs = step.isHistory() || !catalogue.needsMask(step.tool()) || maskIsFresh;
        if (runs) {
          boolean usesMask = step.usesMask() && maskIsFresh;
          addStep(new PlanStep(step.tool(), step.prompt(), step.promptOriginal(), usesMask), null);
        }
      }
      if (!history.get(i).steps().isEmpty()) {
        return;
      }
    }
  }

  private void addStep(PlanStep step, Prompt prompt) {
    steps.add(step);
    prompts.add(prompt);
  }

  private Prompt prompt(Clause clause) {
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
