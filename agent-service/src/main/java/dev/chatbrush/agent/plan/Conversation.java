package dev.chatbrush.agent.plan;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.catalogue.Look;
import dev.chatbrush.agent.language.Language;
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

  /** Wants a change and does not say into what. */
  public Plan whatShouldItBecome(Language language, CatalogueSnapshot catalogue) {
    String question = replies.say(language, "question.change", examples(language, catalogue));
    return Plan.question(Plan.RULES, language, question);
  }

  /** key: of a sentence that may name what can be done here. */
  public String answer(String key, Language language, CatalogueSnapshot catalogue) {
    String abilities = replies.say(language, "abilities", examples(language, catalogue));
    return replies.say(language, key, abilities);
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
