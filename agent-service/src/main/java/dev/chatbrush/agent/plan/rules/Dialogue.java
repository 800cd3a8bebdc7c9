package dev.chatbrush.agent.plan.rules;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.language.Language;
import dev.chatbrush.agent.language.WordClass;
import dev.chatbrush.agent.plan.Conversation;
import dev.chatbrush.agent.plan.NamedThing;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.PlanContext.PastTurn;
import dev.chatbrush.agent.plan.PlanStep;
import dev.chatbrush.agent.plan.ReplyText;
import dev.chatbrush.agent.plan.Which;
import dev.chatbrush.agent.plan.prompt.Josa;
import dev.chatbrush.agent.plan.rules.Intent.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a message means only because of what came before it: an answer to our question, or a change
 * of mind about the last edit. Thread-safe.
 */
final class Dialogue {
  private final SentencePlanner sentences;
  private final Conversation conversation;

  Dialogue(SentencePlanner sentences, Conversation conversation) {
    this.sentences = sentences;
    this.conversation = conversation;
  }

  /** "Not that one, this one" after an edit of a selection: the same on the selection of now. */
  Optional<Plan> otherSelection(
      List<Intent> intents, PlanContext context, CatalogueSnapshot catalogue) {
    Optional<LastEdit> last =
        LastEdit.of(context.history())
            .filter(LastEdit::isEdit)
            .filter(edit -> context.lastUsedSelection());
    boolean another =
        intents.stream()
            .anyMatch(
                i -> i.is(Kind.REJECTED) || i.clause().has(WordClass.OTHER, WordClass.INSTEAD));
    boolean points = intents.stream().anyMatch(i -> i.is(Kind.REFERENCE, Kind.REJECTED));
    if (last.isEmpty() || !another || !points || !context.canUndo()) {
      return Optional.empty();
    }
    Language language = Language.of(context.text());
    boolean erases =
        last.get().steps().stream().anyMatch(s -> s.tool().equals(CatalogueSnapshot.ERASE));
    if (!context.hasMask()) {
      String key = erases ? "question.erase" : "question.mask";
      return Optional.of(
          Plan.where(Plan.RULES, language, conversation.replies().say(language, key)));
    }
    Intent here = new Intent(Kind.ALSO, intents.get(0).clause());
    return Optional.of(
        new StepPlanner(conversation, context, catalogue, language)
            .plan(List.of(here), Targets.of(List.of(here), language), true));
  }

  /**
   * "The left one", 둘 다, "2": which of the things that the last message named, where it was asked
   * back. A selection made meanwhile is the answer itself.
   */
  Optional<Plan> choice(List<Intent> intents, PlanContext context, CatalogueSnapshot catalogue) {
    boolean other =
        intents.stream()
            .anyMatch(
                i -> i.kind().isAction() && !i.is(Kind.ERASE) || i.is(Kind.NOTHING, Kind.REJECTED));
    boolean spares = !FactsReader.spared(intents).isEmpty();
    Optional<WhichReader.Said> said = WhichReader.inAnswer(context.text());
    Optional<PastTurn> asked = lastUndone(context);
    if (other || spares || said.isEmpty() || asked.isEmpty() || context.hasMask()) {
      return Optional.empty();
    }
    Plan before = sentences.plan(withoutHistory(context, asked.get().text()), catalogue);
    boolean open = isOpen(before);
    Plan now = sentences.plan(withoutHistory(context, context.text()), catalogue);
    if (!open || namesAnother(intents, now, before, catalogue)) {
      return Optional.empty();
    }
    List<PlanStep> steps = before.steps().stream().map(step -> chosen(step, said.get())).toList();
    Language language = Language.of(context.text());
    String reply = new ReplyText(conversation.replies(), language).promise(steps, catalogue);
    return Optional.of(Plan.steps(Plan.RULES, language, steps, reply));
  }

  /** Whether it may have been asked back which of several things is meant, or where it is. */
  private static boolean isOpen(Plan plan) {
    return plan.steps().stream()
        .flatMap(step -> step.named().stream())
        .anyMatch(thing -> thing.which() == Which.ONLY);
  }

  private static PlanStep chosen(PlanStep step, WhichReader.Said said) {
    return step.named()
        .filter(thing -> thing.which() == Which.ONLY)
        .map(thing -> step.on(thing.of(said.which(), said.numbers())))
        .orElse(step);
  }

  /** "The left cat", "the left tree" after "erase the cup" are wishes of their own. */
  private static boolean namesAnother(
      List<Intent> intents, Plan now, Plan before, CatalogueSnapshot catalogue) {
    List<String> known =
        before.steps().stream().flatMap(s -> s.named().stream()).map(NamedThing::name).toList();
    Predicate<String> isOther =
        name -> known.stream().noneMatch(one -> catalogue.things().same(one, name));
    return now.steps().stream()
            .flatMap(step -> step.named().stream())
            .anyMatch(thing -> isOther.test(thing.name()))
        || intents.stream()
            .flatMap(intent -> intent.clause().tokens().stream())
            .filter(token -> token.is(WordClass.THING, WordClass.STUFF))
            .filter(token -> WhichReader.inAnswer(token.surface()).isEmpty())
            .anyMatch(token -> isOther.test(token.stem()) && isOther.test(token.english()));
  }

  private static PlanContext withoutHistory(PlanContext context, String text) {
    return new PlanContext(text, false, context.canUndo(), context.canRedo(), List.of());
  }

  /** An answer to the question that the last message of the person led to. */
  Optional<Plan> answer(List<Intent> intents, PlanContext context, CatalogueSnapshot catalogue) {
    boolean answers =
        intents.stream().anyMatch(i -> i.is(Kind.REFERENCE, Kind.YES, Kind.UNKNOWN))
            && intents.stream().noneMatch(i -> i.is(Kind.NOTHING, Kind.REJECTED, Kind.HELP));
    Optional<PastTurn> asked = answers ? lastUndone(context) : Optional.empty();
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    PlanContext then = withoutHistory(context, asked.get().text());
    Plan before = sentences.plan(then, catalogue);
    if (before.question().isEmpty() && !(context.hasMask() && isOpen(before))) {
      return Optional.empty();
    }
    List<Intent> wanted = sentences.intents(asked.get().text(), catalogue);
    return wanted.stream().anyMatch(i -> i.is(Kind.CHANGE_UNSAID))
        ? becoming(intents, context, catalogue)
        : pointing(intents, asked.get(), context, catalogue);
  }

  /** "A rabbit", after "what should it become?". */
  private Optional<Plan> becoming(
      List<Intent> intents, PlanContext context, CatalogueSnapshot catalogue) {
    boolean names =
        intents.stream()
            .anyMatch(i -> i.clause().tokens().stream().anyMatch(token -> token.isContent()));
    if (!names) {
      return Optional.empty();
    }
    String request =
        Language.of(context.text()) == Language.KOREAN
            ? Josa.toward(context.text()) + " 바꿔줘"
            : "turn it into " + context.text().replaceFirst("(?i)^\\s*(in)?to ", "");
    return Optional.of(sentences.plan(context.withText(request), catalogue));
  }

  /** "This one", "the cup", "the background", after "what should I erase?". */
  private Optional<Plan> pointing(
      List<Intent> intents, PastTurn asked, PlanContext context, CatalogueSnapshot catalogue) {
    Optional<Intent> part =
        intents.stream()
            .filter(i -> i.clause().has(WordClass.BACKGROUND, WordClass.SUBJECT))
            .findFirst();
    if (part.isPresent()) {
      Intent erase = new Intent(Kind.ERASE, part.get().clause());
      Language language = Language.of(context.text());
      return Optional.of(
          new StepPlanner(conversation, context, catalogue, language)
              .plan(List.of(erase), Targets.of(List.of(erase), language), false));
    }
    PlanContext request = context.hasMask() ? context.withText(asked.text()) : null;
    if (request != null) {
      return Optional.of(sentences.plan(request, catalogue));
    }
    boolean named = intents.stream().anyMatch(i -> i.is(Kind.REFERENCE));
    if (!named) {
      return Optional.empty();
    }
    Language language = Language.of(context.text());
    return Optional.of(
        Plan.where(Plan.RULES, language, conversation.replies().say(language, "question.erase")));
  }

  /** What the person said last, unless something was done since: that was its answer. */
  private static Optional<PastTurn> lastUndone(PlanContext context) {
    List<PastTurn> history = context.history();
    for (int i = history.size() - 1; i >= 0; i--) {
      PastTurn turn = history.get(i);
      if (!turn.steps().isEmpty()) {
        return Optional.empty();
      }
      if (turn.byPerson() && !turn.text().equals(context.text())) {
        return Optional.of(turn);
      }
    }
    return Optional.empty();
  }
}
