package dev.chatbrush.agent.plan.rules;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.language.Ending;
import dev.chatbrush.agent.language.Language;
import dev.chatbrush.agent.language.Token;
import dev.chatbrush.agent.language.WordClass;
import dev.chatbrush.agent.plan.Conversation;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.rules.Intent.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a message means by itself, whatever was said before. Safe for all threads. */
final class SentencePlanner {
  private final Conversation conversation;
  private final MessageReader messages = new MessageReader();

  SentencePlanner(Conversation conversation) {
    this.conversation = conversation;
  }

  List<Intent> intents(String text, CatalogueSnapshot catalogue) {
    return messages.intents(text, catalogue);
  }

  Plan plan(PlanContext context, CatalogueSnapshot catalogue) {
    return plan(intents(context.text(), catalogue), context, catalogue);
  }

  Plan plan(List<Intent> intents, PlanContext context, CatalogueSnapshot catalogue) {
    Language language = Language.of(context.text());
    List<Intent> actions = withoutReasons(intents);
    if (actions.isEmpty()) {
      Kind kind = intents.stream().map(Intent::kind).min(Enum::compareTo).orElse(Kind.UNKNOWN);
      return answer(kind, language, catalogue);
    }
    return new StepPlanner(conversation, context, catalogue, language)
        .plan(actions, Targets.of(intents, language), LastEdit.isReplaced(intents, context));
  }

  /** What to do where another picture is spoken of and none came. */
  Plan pictureMissing(PlanContext context) {
    Language language = Language.of(context.text());
    return Plan.answer(
        Plan.RULES, language, conversation.replies().say(language, "answer.pictureMissing"));
  }

  private Plan answer(Kind kind, Language language, CatalogueSnapshot catalogue) {
    if (kind == Kind.CHANGE_UNSAID) {
      return conversation.whatShouldItBecome(language, catalogue);
    }
    String key =
        switch (kind) {
          case NOTHING, REJECTED -> "answer.nothing";
          case BEYOND -> "answer.beyond";
          case HELP -> "answer.help";
          case ADVICE -> "answer.advice";
          case THANKS -> "answer.thanks";
          case GREETING -> "answer.greeting";
          case PRAISE -> "answer.praise";
          case YES -> "answer.yes";
          case REFERENCE -> "answer.reference";
          default -> "answer.unknown";
        };
    return Plan.answer(Plan.RULES, language, conversation.answer(key, language, catalogue));
  }

  /** The actions; "it is too yellow" is none when the wish itself follows. */
  private static List<Intent> withoutReasons(List<Intent> intents) {
    List<Intent> actions =
        weighs(intents) ? List.of() : intents.stream().filter(i -> i.kind().isAction()).toList();
    boolean asks = intents.stream().anyMatch(i -> i.is(Kind.ADVICE, Kind.HELP));
    if (asks) {
      // "Reset? What does that do?"
      actions = actions.stream().filter(i -> !i.is(Kind.RESET)).toList();
    }
    List<Intent> kept = new ArrayList<>();
    for (int i = 0; i < actions.size(); i++) {
      Intent next = i + 1 < actions.size() ? actions.get(i + 1) : null;
      if (next == null || !isReason(actions.get(i), next)) {
        kept.add(actions.get(i));
      }
    }
    return kept;
  }

  /** "Which is better, sepia or black and white?": asks, and orders neither. */
  private static boolean weighs(List<Intent> intents) {
    return !intents.isEmpty()
        && intents.get(0).is(Kind.ADVICE, Kind.HELP)
        && intents.stream().noneMatch(i -> i.clause().tokens().stream().anyMatch(Token::isVerb));
  }

  /** "It looks flat", before "add contrast": the wish says what the complaint would lead to. */
  private static boolean isReason(Intent complaint, Intent wish) {
    List<Token> words = complaint.clause().tokens();
    if (words.get(words.size() - 1).ending() == Ending.REASON) {
      return true;
    }
    if (complaint.is(Kind.WEAKER) && wish.is(Kind.WEAKER)) {
      return true;
    }
    boolean looks = complaint.is(Kind.TRANSFORM) && wish.is(Kind.TRANSFORM);
    boolean asks =
        complaint.clause().has(WordClass.CHANGE, WordClass.ADD)
            || complaint.clause().first(SentencePlanner::isWrong).isEmpty();
    if (!looks || asks) {
      return false;
    }
    String remedy =
        complaint.clause().first(SentencePlanner::isWrong).map(Token::opposite).orElseThrow();
    return complaint.clause().has(WordClass.COLOUR)
        || wish.clause().tokens().stream()
            .filter(Token::isContent)
            .flatMap(t -> Stream.of(t.english(), t.surface().toLowerCase(Locale.ROOT)))
            .flatMap(said -> Stream.of(said.split(" ")))
            .anyMatch(List.of(remedy.split(" "))::contains);
  }

  /** 어둡네, not 어둡게: how it is, and not how it shall be. */
  private static boolean isWrong(Token token) {
    return !token.opposite().isEmpty() && token.ending() != Ending.ADVERB;
  }
}
