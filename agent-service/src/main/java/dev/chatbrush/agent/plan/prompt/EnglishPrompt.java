package dev.chatbrush.agent.plan.prompt;

import dev.chatbrush.agent.language.Clause;
import dev.chatbrush.agent.language.Token;
import dev.chatbrush.agent.language.WordClass;
import dev.chatbrush.agent.plan.Prompt;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * English clauses go to the model nearly as said: without politeness, with complaints turned round.
 */
public final class EnglishPrompt {
  private static final List<String> ARTICLES = List.of("a", "an", "the", "my", "more", "less");

  private static final List<String> IS =
      List.of(
          "is", "are", "it's", "that's", "looks", "look", "seems", "seem", "appears", "came",
          "turned");

  private static final Pattern QUALITY =
      Pattern.compile("(?i)(bright|dark|warm|cool|cold|sharp|soft|light|old|young|dimm)er");

  /** "Remove the yellow tint" says what is wrong; a look says what it shall be. */
  private static final Pattern RID =
      Pattern.compile(
          "(?i)(remove|get rid|take (out|away)|erase|delete|kill|clear|lose|cancel)\\b");

  private EnglishPrompt() {}

  public static Prompt of(Clause clause) {
    return new Prompt(text(clause), "", "", List.of());
  }

  private static String text(Clause clause) {
    Optional<Token> complaint = complaint(clause);
    if (complaint.isPresent()) {
      return "make it " + complaint.get().opposite();
    }
    Optional<Amount> amount = Amount.of(clause);
    if (amount.isPresent()) {
      boolean background = clause.has(WordClass.BACKGROUND);
      return "make " + (background ? "the background " : "it ") + amount.get().english();
    }
    Optional<Token> flaw =
        clause.first(t -> t.is(WordClass.LOOK) && RID.matcher(t.surface()).lookingAt());
    if (flaw.isPresent()) {
      return "make it " + flaw.get().english();
    }
    List<Token> tokens = clause.tokens();
    int from = 0;
    while (from < tokens.size() - 1 && isOpening(tokens.get(from))) {
      from++;
    }
    int to = tokens.size();
    while (to > from + 1 && isClosing(tokens.get(to - 1))) {
      to--;
    }
    List<Token> kept = tokens.subList(from, to);
    String words =
        kept.stream()
            .filter(token -> !token.is(WordClass.ASIDE, WordClass.VERSIONS, WordClass.INSTEAD))
            .map(token -> token.is(WordClass.EXCEPT) ? token.english() : token.surface())
            .collect(Collectors.joining(" "));
    boolean needsVerb =
        !clause.has(WordClass.CHANGE, WordClass.ADD)
            && kept.get(0).is(WordClass.THIS, WordClass.WHOLE, WordClass.EXCEPT);
    boolean wishes =
        clause.has(WordClass.WISH)
            && !clause.has(WordClass.CHANGE, WordClass.ADD, WordClass.LOOK, WordClass.COLOUR);
    if (needsVerb) {
      return "make " + words;
    }
    return (wishes ? "add " : isQuality(kept) ? "make it " : "") + words;
  }

  /** "Red", "slightly brighter": how it shall be, said without a verb. */
  private static boolean isQuality(List<Token> words) {
    boolean verb = words.stream().anyMatch(Token::isVerb);
    List<Token> content = words.stream().filter(Token::isContent).toList();
    return !verb
        && !content.isEmpty()
        && content.stream()
            .allMatch(t -> t.is(WordClass.COLOUR) || QUALITY.matcher(t.surface()).matches());
  }

  /** "It is too dark". */
  private static Optional<Token> complaint(Clause clause) {
    if (clause.has(WordClass.CHANGE, WordClass.ADD)) {
      return Optional.empty();
    }
    List<Token> tokens = clause.tokens();
    for (int i = 1; i < tokens.size(); i++) {
      boolean said = tokens.get(i - 1).is(WordClass.EXCESS) || tellsHowItIs(tokens.subList(0, i));
      if (said && !tokens.get(i).opposite().isEmpty()) {
        return Optional.of(tokens.get(i));
      }
    }
    return Optional.empty();
  }

  /** "The photo is", "it looks": what follows is what is wrong. */
  private static boolean tellsHowItIs(List<Token> before) {
    return before.stream()
        .map(token -> token.surface().toLowerCase(java.util.Locale.ROOT))
        .anyMatch(IS::contains);
  }

  private static boolean isOpening(Token token) {
    boolean article = ARTICLES.contains(token.surface().toLowerCase(java.util.Locale.ROOT));
    return !article
        && token.is(
            WordClass.FILLER,
            WordClass.ASIDE,
            WordClass.VERSIONS,
            WordClass.INSTEAD,
            WordClass.AGAIN,
            WordClass.CONJUNCTION,
            WordClass.WISH,
            WordClass.YES,
            WordClass.THANKS,
            WordClass.GREETING,
            WordClass.PRAISE,
            WordClass.HELP);
  }

  private static boolean isClosing(Token token) {
    return token.is(
        WordClass.FILLER,
        WordClass.ASIDE,
        WordClass.VERSIONS,
        WordClass.INSTEAD,
        WordClass.CONJUNCTION,
        WordClass.THANKS);
  }
}
