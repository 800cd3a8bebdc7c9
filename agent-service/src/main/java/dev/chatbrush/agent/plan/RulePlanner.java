package dev.chatbrush.agent.plan;

import dev.chatbrush.agent.language.Language;
import dev.chatbrush.agent.language.SentenceReader;
import dev.chatbrush.agent.language.Term;
import dev.chatbrush.agent.language.WordClass;
import dev.chatbrush.agent.plan.Intent.Kind;
import dev.chatbrush.agent.tool.CatalogueSnapshot;
import dev.chatbrush.agent.tool.Look;
import dev.chatbrush.agent.tool.ToolDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Understands Korean and English without a language model: words from the lexicon files and the
 * catalogue, clauses, and one rule a kind of request. Safe for all threads.
 */
public final class RulePlanner implements Planner {
  private static final Set<String> WELL_KNOWN =
      Set.of(CatalogueSnapshot.ERASE, CatalogueSnapshot.TRANSFORM);

  private final Conversation conversation;
  private final Dialogue dialogue;
  private volatile Reading cached = new Reading(null, null);

  /** The reader made for a catalogue; made anew when the catalogue changes. */
  private record Reading(CatalogueSnapshot catalogue, SentenceReader reader) {}

  public RulePlanner(Replies replies) {
    this.conversation = new Conversation(replies);
    this.dialogue = new Dialogue(this, conversation);
  }

  @Override
  public Plan plan(PlanContext context, CatalogueSnapshot catalogue) {
    List<Intent> intents = intents(context.text(), catalogue);
    boolean acts = intents.stream().anyMatch(intent -> intent.kind().isAction());
    Optional<Plan> inContext =
        acts
            ? Optional.empty()
            : dialogue
                .answer(intents, context, catalogue)
                .or(() -> dialogue.otherSelection(intents, context, catalogue));
    return inContext.orElseGet(() -> plan(intents, context, catalogue));
  }

  /** What the message means by itself, whatever was said before. */
  Plan planAlone(PlanContext context, CatalogueSnapshot catalogue) {
    return plan(intents(context.text(), catalogue), context, catalogue);
  }

  /** What the words ask for, for the check of another planner's plan. */
  public SentenceFacts facts(String text, CatalogueSnapshot catalogue) {
    return SentenceFacts.of(intents(text, catalogue));
  }

  private Plan plan(List<Intent> intents, PlanContext context, CatalogueSnapshot catalogue) {
    Language language = Language.of(context.text());
    List<Intent> actions = withoutReasons(intents);
    if (actions.isEmpty()) {
      Kind kind = intents.stream().map(Intent::kind).min(Enum::compareTo).orElse(Kind.UNKNOWN);
      return conversation.answer(kind, language, catalogue);
    }
    return new StepPlanner(conversation, context, catalogue, language)
        .plan(actions, Dialogue.replacesLastEdit(intents, context));
  }

  /** The actions; "it is too yellow" is none when the wish itself follows. */
  private static List<Intent> withoutReasons(List<Intent> intents) {
    List<Intent> actions = intents.stream().filter(i -> i.kind().isAction()).toList();
    Intent last = actions.isEmpty() ? null : actions.get(actions.size() - 1);
    return actions.stream()
        .filter(
            intent ->
                intent == last
                    || !(intent.is(Kind.TRANSFORM)
                        && intent.clause().has(WordClass.EXCESS)
                        && intent.clause().has(WordClass.COLOUR)))
        .toList();
  }

  List<Intent> intents(String text, CatalogueSnapshot catalogue) {
    Language language = Language.of(text);
    return reader(catalogue).read(text).stream()
        .map(clause -> ClauseInterpreter.interpret(clause, language))
        .toList();
  }

  private SentenceReader reader(CatalogueSnapshot catalogue) {
    Reading reading = cached;
    if (!catalogue.equals(reading.catalogue())) {
      reading = new Reading(catalogue, SentenceReader.of(terms(catalogue)));
      cached = reading;
    }
    return reading.reader();
  }

  private static List<Term> terms(CatalogueSnapshot catalogue) {
    List<Term> terms = new ArrayList<>();
    for (Look look : catalogue.looks()) {
      String english = title(look.english()).toLowerCase(Locale.ROOT);
      // 밝게, 흐리게: adverbs, which the verb forms know better than a noun would.
      String korean = look.korean().endsWith("게") ? "" : title(look.korean());
      terms.add(new Term(WordClass.LOOK, english, korean, english));
    }
    for (ToolDescription tool : catalogue.tools()) {
      if (!WELL_KNOWN.contains(tool.tool())) {
        terms.add(new Term(WordClass.TOOL, tool.titleEnglish(), tool.titleKorean(), tool.tool()));
      }
    }
    return terms;
  }

  /** Without an explanation in brackets: "Starry night (Van Gogh)". */
  private static String title(String text) {
    int bracket = text.indexOf('(');
    return (bracket > 0 ? text.substring(0, bracket) : text).strip();
  }
}
