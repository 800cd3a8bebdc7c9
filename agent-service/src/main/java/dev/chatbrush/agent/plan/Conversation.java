package dev.chatbrush.agent.plan;

import dev.chatbrush.agent.language.Language;
import dev.chatbrush.agent.plan.Intent.Kind;
import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.catalogue.Look;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Answers and questions that run nothing. */
public final class Conversation {
  private static final int NAMED_LOOKS = 6;
  private static final List<String> ENGLISH_LOOKS =
      List.of("black and white", "winter", "sunset", "a pencil sketch");
  private static final List<String> KOREAN_LOOKS = List.of("흑백", "겨울", "노을", "연필 스케치");

  private final Replies replies;

  public Conversation(Replies replies) {
    this.replies = replies;
  }

  public Replies replies() {
    return replies;
  }

  Plan answer(Kind kind, Language language, CatalogueSnapshot catalogue) {
    String examples = examples(language, catalogue);
    String abilities = replies.say(language, "abilities", examples);
    if (kind == Kind.CHANGE_UNSAID) {
      return Plan.question(
          Plan.RULES, language, replies.say(language, "question.change", examples));
    }
    String key =
        switch (kind) {
          case NOTHING, REJECTED -> "answer.nothing";
          case BEYOND -> "answer.beyond";
          case HELP -> "answer.help";
          case THANKS -> "answer.thanks";
          case GREETING -> "answer.greeting";
          case PRAISE -> "answer.praise";
          case YES -> "answer.yes";
          case REFERENCE -> "answer.reference";
          default -> "answer.unknown";
        };
    return Plan.answer(Plan.RULES, language, replies.say(language, key, abilities));
  }

  /** The answer to a refusal or to small talk. */
  public String calm(Language language, boolean refuses, CatalogueSnapshot catalogue) {
    Kind kind = refuses ? Kind.NOTHING : Kind.HELP;
    return answer(kind, language, catalogue).reply();
  }

  private static String examples(Language language, CatalogueSnapshot catalogue) {
    boolean korean = language == Language.KOREAN;
    List<String> names =
        catalogue.looks().stream()
            .map(korean ? Look::korean : Look::english)
            .filter(name -> !name.isBlank())
            .map(name -> name.toLowerCase(Locale.ROOT))
            .toList();
    List<String> shown = names.isEmpty() ? (korean ? KOREAN_LOOKS : ENGLISH_LOOKS) : spread(names);
    return shown.stream().map(name -> "“" + name + "”").collect(Collectors.joining(", "));
  }

  /** A few from all over the list, whose neighbours are alike. */
  private static List<String> spread(List<String> names) {
    int count = Math.min(NAMED_LOOKS, names.size());
    return IntStream.range(0, count).mapToObj(i -> names.get(i * names.size() / count)).toList();
  }
}
