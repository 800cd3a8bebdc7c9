package dev.chatbrush.agent.plan.rules;

import dev.chatbrush.agent.language.Clause;
import dev.chatbrush.agent.language.Language;
import dev.chatbrush.agent.language.Role;
import dev.chatbrush.agent.language.Token;
import dev.chatbrush.agent.language.WordClass;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whether a request for a change says what into: "change the dog" does not. */
final class SaidChange {
  private static final Set<String> OPEN_VERBS =
      Set.of(
          "change", "replace", "swap", "switch", "modify", "alter", "adjust", "edit", "exchange");
  private static final Set<String> INTO =
      Set.of("to", "into", "with", "for", "by", "like", "as", "from", "in", "so", "be");

  private SaidChange() {}

  static boolean isMissing(Clause clause, Language language) {
    boolean named =
        clause.has(WordClass.LOOK, WordClass.COLOUR, WordClass.MANNER, WordClass.ADD)
            || clause.has(WordClass.TOOL);
    return !named && (language == Language.KOREAN ? korean(clause) : english(clause));
  }

  private static boolean korean(Clause clause) {
    boolean opens =
        clause.tokens().stream()
            .anyMatch(t -> t.is(WordClass.CHANGE) && t.english().equals("change"));
    boolean becomes =
        clause.tokens().stream().anyMatch(t -> t.isContent() && t.role() == Role.RESULT);
    boolean known = clause.tokens().stream().noneMatch(t -> t.is(WordClass.UNKNOWN));
    return opens && known && !becomes;
  }

  private static boolean english(Clause clause) {
    List<String> words =
        clause.tokens().stream().map(t -> t.surface().toLowerCase(Locale.ROOT)).toList();
    int verb = 0;
    while (verb < words.size() && !clause.tokens().get(verb).is(WordClass.CHANGE)) {
      verb++;
    }
    if (verb == words.size() || !OPEN_VERBS.contains(words.get(verb))) {
      return false;
    }
    for (int i = verb + 1; i < words.size(); i++) {
      List<Token> rest = clause.tokens().subList(i, words.size());
      if (INTO.contains(words.get(i)) && rest.stream().anyMatch(Token::isContent)) {
        return false;
      }
    }
    return true;
  }
}
