package dev.chatbrush.agent.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** English messages to clauses. */
final class EnglishReader {
  private static final Pattern FRAGMENT =
      Pattern.compile("[!?;…\\n]+|(?<!\\d)[.,:]+|[.,:]+(?!\\d)");
  private static final Pattern WORD =
      Pattern.compile("rgb\\([\\d,]+\\)|\\d+[.:]\\d+%?|#?[\\p{L}\\p{N}'%°-]+");

  private static final Pattern LETTERS = Pattern.compile("[a-z]{4,}");

  private final Lexicon lexicon;

  /** What stands in phrases: no typo, though no word by itself. */
  private final Set<String> phraseWords;

  EnglishReader(Lexicon lexicon) {
    this.lexicon = lexicon;
    this.phraseWords =
        lexicon.englishPhrases().stream()
            .flatMap(phrase -> LETTERS.matcher(phrase.pattern().pattern()).results())
            .map(MatchResult::group)
            .collect(Collectors.toUnmodifiableSet());
  }

  List<Clause> read(String text) {
    List<Clause> clauses = new ArrayList<>();
    for (String fragment : FRAGMENT.split(mended(text))) {
      List<List<Token>> parts = parts(tokens(fragment));
      for (List<Token> part : parts) {
        clauses.add(new Clause(part, isNegated(part)));
      }
    }
    return clauses;
  }

  /** Before phrases are looked for: "blak and white". */
  private String mended(String text) {
    return WORD.matcher(text).replaceAll(word -> Matcher.quoteReplacement(mended(word)));
  }

  private String mended(MatchResult found) {
    String word = found.group();
    String lower = word.toLowerCase(Locale.ROOT);
    boolean known = EnglishWords.find(lexicon, lower) != null || phraseWords.contains(lower);
    return known ? word : Typos.mend(lexicon.englishWords(), lower).orElse(word);
  }

  private List<Token> tokens(String fragment) {
    PhraseFinder phrases = new PhraseFinder(lexicon.englishPhrases(), fragment);
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < fragment.length()) {
      PhraseFinder.Found found = phrases.next(at);
      int end = found == null ? fragment.length() : found.start();
      Matcher words = WORD.matcher(fragment).region(at, end);
      while (words.find()) {
        tokens.add(token(words.group()));
      }
      if (found == null) {
        break;
      }
      tokens.add(phrases.token(found));
      at = found.end();
    }
    return tokens;
  }

  private Token token(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    Sense known = EnglishWords.find(lexicon, lower);
    Sense sense = known == null ? Sense.of(WordClass.UNKNOWN, word) : known;
    Ending ending = EnglishWords.isPast(lexicon, lower) ? Ending.PAST : Ending.NONE;
    return new Token(
        word, word, sense.type(), sense.english(), sense.opposite(), Role.NONE, ending, false);
  }

  /** Parts at "and", "then", "but", where what follows can stand alone. */
  private static List<List<Token>> parts(List<Token> tokens) {
    List<List<Token>> parts = new ArrayList<>();
    List<Token> current = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.is(WordClass.NOT) && namesOnly(current, tokens.subList(i + 1, tokens.size()))) {
        close(current, parts);
        current = new ArrayList<>(List.of(token));
      } else if (token.is(WordClass.CONJUNCTION)) {
        boolean contrast = token.surface().equalsIgnoreCase("but");
        if (standsAlone(tokens.subList(i + 1, tokens.size()), current, contrast)) {
          close(current, parts);
          current = new ArrayList<>();
        } else {
          current.add(token);
        }
      } else {
        current.add(token);
      }
    }
    close(current, parts);
    return parts;
  }

  /**
   * "Make it sunset not night": after a request, words that refuse something and ask for nothing.
   */
  private static boolean namesOnly(List<Token> before, List<Token> after) {
    boolean asked = before.stream().anyMatch(t -> t.isVerb() || t.is(WordClass.LOOK));
    return asked
        && after.stream().anyMatch(Token::isContent)
        && after.stream().noneMatch(t -> t.isVerb() || t.is(WordClass.CONJUNCTION));
  }

  /** Whether the words up to the next conjunction ask for something by themselves. */
  private static boolean standsAlone(List<Token> rest, List<Token> before, boolean contrast) {
    if (before.isEmpty()) {
      return true;
    }
    boolean adding = before.stream().anyMatch(t -> t.is(WordClass.ADD));
    // "Not dark and gloomy" refuses both, "not sepia but black and white" only one.
    boolean refused = !contrast && before.stream().anyMatch(t -> t.is(WordClass.NOT));
    boolean colours = before.stream().anyMatch(t -> t.is(WordClass.COLOUR));
    for (Token token : rest) {
      if (token.is(WordClass.CONJUNCTION)) {
        return false;
      }
      boolean asks =
          token.isVerb()
              || token.is(WordClass.NOT, WordClass.TOOL)
              || token.is(WordClass.LOOK) && !adding && !colours && !refused
              || token.is(WordClass.COLOUR) && contrast && before.get(0).is(WordClass.NOT);
      if (asks) {
        return true;
      }
    }
    return false;
  }

  private static void close(List<Token> current, List<List<Token>> parts) {
    boolean empty = current.stream().allMatch(t -> t.is(WordClass.FILLER, WordClass.CONJUNCTION));
    if (!empty) {
      parts.add(current);
    }
  }

  /**
   * A negation counts for the verb after it, and for the verb before it when it is all that the
   * verb has ("erase nothing"); a clause that opens with it and has no verb refuses what it names.
   */
  private static boolean isNegated(List<Token> tokens) {
    boolean negation = false;
    for (Token token : tokens) {
      if (token.is(WordClass.NOT)) {
        negation = true;
      } else if (negation && token.isVerb()) {
        return true;
      }
    }
    for (int i = 0; i < tokens.size() - 1; i++) {
      // "This no remove, only blur": as who learns English says it.
      if (tokens.get(i).surface().equalsIgnoreCase("no") && tokens.get(i + 1).isVerb()) {
        return true;
      }
    }
    boolean no = tokens.size() > 1 && tokens.get(0).surface().equalsIgnoreCase("no");
    return tokens.get(0).is(WordClass.NOT)
        || tokens.get(tokens.size() - 1).is(WordClass.NOT)
        || no && tokens.get(1).isContent();
  }
}
