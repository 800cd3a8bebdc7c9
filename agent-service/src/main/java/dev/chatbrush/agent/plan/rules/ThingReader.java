package dev.chatbrush.agent.plan.rules;

import dev.chatbrush.agent.catalogue.Things;
import dev.chatbrush.agent.language.Clause;
import dev.chatbrush.agent.language.Language;
import dev.chatbrush.agent.language.Role;
import dev.chatbrush.agent.language.Token;
import dev.chatbrush.agent.language.WordClass;
import dev.chatbrush.agent.plan.NamedThing;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The thing that a clause asks something of, where a detector knows it by its name. Only the noun
 * that the clause is about counts: of "the logo on the cup" and 컵 손잡이 the cup is not meant.
 */
final class ThingReader {
  /** "A pair of scissors": the second noun is what is meant. */
  private static final Set<String> MEASURES =
      Set.of("pair", "bunch", "group", "couple", "row", "one", "some", "all", "both");

  private static final Set<String> PLACES =
      Set.of("in", "on", "behind", "near", "at", "next", "beside", "under", "by", "with", "from");

  private static final Set<String> ONE = Set.of("a", "an", "one", "any", "한", "하나");

  private static final Set<String> PLURALS = Set.of("people", "men", "women", "children", "kids");

  private static final Pattern COLOUR = Pattern.compile("색|컬러|빛깔");

  private static final int LONGEST = 3; // words of a name

  private final Things things;
  private final Language language;

  ThingReader(Things things, Language language) {
    this.things = things;
    this.language = language;
  }

  /** Empty where no detector knows the thing, or the words tell it from others of its name. */
  Optional<NamedThing> of(Clause clause) {
    if (things.detectors().isEmpty() || isTold(clause)) {
      return Optional.empty();
    }
    List<Token> tokens = clause.tokens();
    List<Token> head = language == Language.KOREAN ? koreanHead(tokens) : englishHead(tokens, 0);
    return name(head).map(name -> named(name, head, clause));
  }

  /** The thing that a token names, in the same clause. */
  Optional<NamedThing> of(Clause clause, Token token) {
    return of(clause).filter(named -> things.same(named.name(), nameOf(token).orElse("")));
  }

  /** "In the background", "the other one": which of them, that no detector tells. */
  private static boolean isTold(Clause clause) {
    return clause
        .first(
            token ->
                token.is(WordClass.BACKGROUND, WordClass.SUBJECT, WordClass.OTHER, WordClass.EXCEPT)
                    || token.is(WordClass.PLACED)
                        && WhichReader.inAnswer(token.surface()).isEmpty())
        .isPresent();
  }

  private NamedThing named(String name, List<Token> head, Clause clause) {
    boolean placed =
        clause.tokens().stream().anyMatch(t -> t.role() == Role.PLACE || PLACES.contains(lower(t)));
    boolean one = clause.tokens().stream().anyMatch(t -> ONE.contains(lower(t)));
    boolean plural = things.isAll(name) || !placed && !one && isPlural(head.get(head.size() - 1));
    WhichReader.Said said = WhichReader.inRequest(clause.said(), plural);
    return new NamedThing(name, said.which(), said.numbers());
  }

  private boolean isPlural(Token token) {
    String surface = lower(token);
    if (language == Language.KOREAN) {
      return lower(token).contains("들");
    }
    return PLURALS.contains(surface)
        || nameOf(token).isPresent() && surface.endsWith("s") && !surface.endsWith("ss");
  }

  /** The first nouns, after the verb where it leads. */
  private List<Token> englishHead(List<Token> tokens, int from) {
    int start = from;
    while (start < tokens.size() && !isNoun(tokens.get(start))) {
      start++;
    }
    int end = start;
    while (end < tokens.size() && isNoun(tokens.get(end))) {
      end++;
    }
    List<Token> nouns = tokens.subList(start, end);
    boolean measured =
        end < tokens.size()
            && lower(tokens.get(end)).equals("of")
            && nouns.stream().anyMatch(token -> MEASURES.contains(lower(token)));
    return measured ? englishHead(tokens, end) : nouns;
  }

  /**
   * The last nouns that say neither where nor whose: 테이블에 있는 컵, and not 컵 손잡이. 고양이 눈을 is about what
   * stands behind the cat, and 소파 색을 about the sofa.
   */
  private static List<Token> koreanHead(List<Token> tokens) {
    int end = tokens.size();
    while (end > 0 && !(isNoun(tokens.get(end - 1)) && isMeant(tokens.get(end - 1)))) {
      end--;
    }
    int start = Math.max(0, end - 1);
    while (start > 0
        && isNoun(tokens.get(start - 1))
        && tokens.get(start - 1).role() == Role.NONE) {
      start--;
    }
    boolean goesOn =
        end > 0
            && end < tokens.size()
            && tokens.get(end - 1).role() == Role.NONE
            && tokens.get(end).role() == Role.OBJECT
            && !COLOUR.matcher(tokens.get(end).stem()).lookingAt();
    return goesOn ? List.of() : tokens.subList(start, end);
  }

  private static boolean isMeant(Token token) {
    return token.role() != Role.PLACE && token.role() != Role.OF && token.role() != Role.RESULT;
  }

  private static boolean isNoun(Token token) {
    return token.is(WordClass.THING, WordClass.STUFF, WordClass.UNKNOWN);
  }

  /** The longest known name that the nouns end with. */
  private Optional<String> name(List<Token> nouns) {
    for (int words = Math.min(LONGEST, nouns.size()); words > 1; words--) {
      String phrase =
          nouns.subList(nouns.size() - words, nouns.size()).stream()
              .map(Token::stem)
              .collect(Collectors.joining(" "));
      if (phrase.length() <= NamedThing.LONGEST_NAME && things.knows(phrase) && !things.isOpen()) {
        return Optional.of(phrase.toLowerCase(Locale.ROOT));
      }
    }
    return nouns.isEmpty() ? Optional.empty() : nameOf(nouns.get(nouns.size() - 1));
  }

  /** As the person said it, or as the lexicon translates it. */
  private Optional<String> nameOf(Token token) {
    return Stream.of(token.stem(), token.english())
        .map(word -> word.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isBlank() && word.length() <= NamedThing.LONGEST_NAME)
        .filter(things::knows)
        .findFirst();
  }

  private static String lower(Token token) {
    return token.surface().toLowerCase(Locale.ROOT);
  }
}
