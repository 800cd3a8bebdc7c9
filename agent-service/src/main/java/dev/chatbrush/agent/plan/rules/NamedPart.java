package dev.chatbrush.agent.plan.rules;

import dev.chatbrush.agent.language.Clause;
import dev.chatbrush.agent.language.Language;
import dev.chatbrush.agent.language.Role;
import dev.chatbrush.agent.language.Token;
import dev.chatbrush.agent.language.WordClass;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The thing in the picture that a look or a colour is asked for: "make the sky pink", "pixelate the
 * faces", 소파를 파란색으로. Without a selection only a tool that finds things by their names can do that.
 */
final class NamedPart {
  private static final Set<String> DETERMINERS =
      Set.of(
          "the", "his", "her", "my", "their", "its", "our", "your", "this", "that", "these",
          "those", "all");

  /** After these a thing is what it shall look like, or where; not what is meant. */
  private static final Set<String> ELSEWHERE =
      Set.of("like", "as", "into", "with", "from", "for", "behind", "at", "in", "than", "by");

  private static final Set<String> EXCHANGE = Set.of("into", "with", "to", "for", "a", "an");

  /** What a picture with them shows before all: found like its subject. */
  private static final Set<String> PERSONS =
      Set.of(
          "person",
          "people",
          "man",
          "men",
          "woman",
          "women",
          "guy",
          "lady",
          "boy",
          "girl",
          "kid",
          "kids",
          "child",
          "children",
          "model",
          "couple");

  private NamedPart() {}

  /** Whether the words name somebody, whom the picture shows before all. */
  static boolean isPerson(Clause clause, Language language) {
    return of(clause, language)
        .filter(
            part ->
                PERSONS.contains(part.english().isEmpty() ? lower(part) : part.english())
                    || PERSONS.contains(lower(part)))
        .isPresent();
  }

  /** Empty where the words name no thing, or name it as what it shall become. */
  static Optional<Token> of(Clause clause, Language language) {
    boolean look = clause.has(WordClass.LOOK, WordClass.COLOUR);
    if (!look || clause.has(WordClass.ADD)) {
      return Optional.empty();
    }
    return language == Language.KOREAN ? korean(clause.tokens()) : english(clause.tokens());
  }

  /** Whether a colour is asked for and nothing is named that it is to be given to. */
  static boolean isMissing(Clause clause) {
    return clause.has(WordClass.COLOUR)
        && !clause.has(WordClass.LOOK, WordClass.MANNER, WordClass.ADD, WordClass.EXCESS);
  }

  private static Optional<Token> korean(List<Token> tokens) {
    for (int i = 0; i < tokens.size() - 1; i++) {
      Token token = tokens.get(i);
      boolean becomes = token.role() == Role.RESULT || tokens.get(i + 1).is(WordClass.MANNER);
      if (isThing(token) && !becomes) {
        List<Token> after = tokens.subList(i + 1, tokens.size());
        boolean exchanged = after.stream().anyMatch(t -> isThing(t) && t.role() == Role.RESULT);
        boolean look = after.stream().anyMatch(t -> t.is(WordClass.LOOK, WordClass.COLOUR));
        return look && !exchanged ? Optional.of(token) : Optional.empty();
      }
      if (token.is(WordClass.LOOK)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Optional<Token> english(List<Token> tokens) {
    for (int i = 1; i < tokens.size(); i++) {
      if (isThing(tokens.get(i)) && isMeant(tokens, i)) {
        return isExchanged(tokens.subList(i + 1, tokens.size()))
            ? Optional.empty()
            : Optional.of(tokens.get(i));
      }
    }
    return Optional.empty();
  }

  /** "The horse into a zebra", "the cup with a plate": something else comes in its place. */
  private static boolean isExchanged(List<Token> after) {
    boolean into = false;
    for (Token token : after) {
      into |= EXCHANGE.contains(lower(token));
      if (token.is(WordClass.UNKNOWN) || into && isThing(token)) {
        return true;
      }
    }
    return false;
  }

  /** "The red car", right after a verb or with a determiner, and nothing before it says where. */
  private static boolean isMeant(List<Token> tokens, int thing) {
    int first = thing - 1;
    while (first > 0 && isAdjective(tokens.get(first)) && !isDeterminer(tokens.get(first))) {
      first--;
    }
    Token before = tokens.get(first);
    if (!isDeterminer(before)) {
      return before.is(WordClass.CHANGE) || first == 0 && before.is(WordClass.LOOK);
    }
    String place = first == 0 ? "" : lower(tokens.get(first - 1));
    boolean ofALook =
        place.equals("of")
            && tokens.subList(0, first).stream()
                .anyMatch(token -> token.is(WordClass.LOOK) && !token.surface().endsWith("ing"));
    return !ELSEWHERE.contains(place) && !ofALook;
  }

  private static boolean isAdjective(Token token) {
    return token.is(WordClass.COLOUR, WordClass.LOOK, WordClass.UNKNOWN) && !token.isVerb();
  }

  private static boolean isDeterminer(Token token) {
    return DETERMINERS.contains(lower(token));
  }

  private static boolean isThing(Token token) {
    return token.is(WordClass.THING, WordClass.STUFF);
  }

  private static String lower(Token token) {
    return token.surface().toLowerCase(Locale.ROOT);
  }
}
