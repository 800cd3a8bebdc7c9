package dev.chatbrush.agent.plan;

import dev.chatbrush.agent.language.Language;
import dev.chatbrush.agent.language.Token;
import dev.chatbrush.agent.language.WordClass;
import dev.chatbrush.agent.plan.Intent.Kind;
import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Understands Korean and English without a language model: words from the lexicon files and the
 * catalogue, clauses, and one rule a kind of request. Safe for all threads.
 */
public final class RulePlanner implements Planner {
  private final Conversation conversation;
  private final Dialogue dialogue;
  private final MessageReader messages = new MessageReader();

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
    Plan plan = inContext.orElseGet(() -> plan(intents, context, catalogue));
    return plan.with(Certainty.of(intents, plan, inContext.isPresent()), plan.notes());
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
    List<Intent> kept = new ArrayList<>();
    for (int i = 0; i < actions.size(); i++) {
      Intent next = i + 1 < actions.size() ? actions.get(i + 1) : null;
      if (next == null || !isReason(actions.get(i), next)) {
        kept.add(actions.get(i));
      }
    }
    return kept;
  }

  /** "It looks flat", before "add contrast": the wish says what the complaint would lead to. */
  private static boolean isReason(Intent complaint, Intent wish) {
    boolean looks = complaint.is(Kind.TRANSFORM) && wish.is(Kind.TRANSFORM);
    boolean asks =
        complaint.clause().has(WordClass.CHANGE, WordClass.ADD)
            || complaint.clause().first(t -> !t.opposite().isEmpty()).isEmpty();
    if (!looks || asks) {
      return false;
    }
    String remedy =
        complaint.clause().first(t -> !t.opposite().isEmpty()).map(Token::opposite).orElseThrow();
    return complaint.clause().has(WordClass.COLOUR)
        || wish.clause().tokens().stream()
            .filter(Token::isContent)
            .flatMap(t -> Stream.of(t.surface().toLowerCase(Locale.ROOT).split(" ")))
            .anyMatch(List.of(remedy.split(" "))::contains);
  }

  List<Intent> intents(String text, CatalogueSnapshot catalogue) {
    return messages.intents(text, catalogue);
  }
}
