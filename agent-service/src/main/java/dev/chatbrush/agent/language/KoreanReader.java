package dev.chatbrush.agent.language;

import dev.chatbrush.agent.language.KoreanSegmenter.Kind;
import dev.chatbrush.agent.language.KoreanSegmenter.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Korean messages to clauses. */
final class KoreanReader {
  /** "1.5배" is one word. */
  private static final Pattern FRAGMENT = Pattern.compile("[!?;…·\\n]+|(?<!\\d)[.,]+|[.,]+(?!\\d)");

  private static final Pattern NOISE = Pattern.compile("[~^\"“”‘()ㄱ-ㅎㅏ-ㅣ\\p{So}\\p{Cn}\\uFE0F]+");
  private static final Pattern SPACED = Pattern.compile("(?<![가-힣])[가-힣](?: [가-힣]){2,}(?![가-힣])");
  private static final int AUXILIARY_REACH = 3;

  private final Lexicon lexicon;
  private final KoreanSegmenter segmenter;

  KoreanReader(Lexicon lexicon) {
    this.lexicon = lexicon;
    this.segmenter = new KoreanSegmenter(lexicon);
  }

  List<Clause> read(String text) {
    List<Clause> clauses = new ArrayList<>();
    for (String fragment : FRAGMENT.split(joined(NOISE.matcher(text).replaceAll(" ")))) {
      if (!fragment.isBlank()) {
        clauses.addAll(clauses(tokens(fragment.strip())));
      }
    }
    return clauses;
  }

  /** 지 워 줘: three syllables and more that stand alone are one word. */
  private static String joined(String text) {
    return SPACED.matcher(text).replaceAll(match -> match.group().replace(" ", ""));
  }

  private List<Token> tokens(String fragment) {
    PhraseFinder phrases = new PhraseFinder(lexicon.koreanPhrases(), fragment);
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < fragment.length()) {
      PhraseFinder.Found found = phrases.next(at);
      int end = found == null ? fragment.length() : found.start();
      addWords(fragment.substring(at, end), tokens);
      if (found == null) {
        break;
      }
      Token phrase = marked(phrases.token(found));
      tokens.add(phrase.withEnding(ending(phrase)));
      at = found.end();
    }
    return tokens;
  }

  /** A phrase that ends its clause as a verb would. */
  private static Ending ending(Token phrase) {
    if (phrase.surface().endsWith("니까")) {
      return Ending.REASON;
    }
    boolean part = phrase.is(WordClass.EXCEPT, WordClass.SUBJECT, WordClass.BACKGROUND);
    boolean goesOn = phrase.surface().endsWith("고") && !part;
    return goesOn ? Ending.AND : phrase.ending();
  }

  /** A phrase that takes its particle along. */
  private static Token marked(Token phrase) {
    boolean object = phrase.surface().endsWith("을") || phrase.surface().endsWith("를");
    return object && phrase.isContent() ? phrase.withParticle("", Role.OBJECT) : phrase;
  }

  private void addWords(String text, List<Token> tokens) {
    boolean glued = !tokens.isEmpty() && !text.startsWith(" ");
    for (String word : text.strip().split("\\s+")) {
      if (word.isEmpty()) {
        continue;
      }
      for (Piece piece : VowelSlips.mend(segmenter, word, glued)) {
        add(piece, glued, tokens);
        glued = true;
      }
      glued = false;
    }
  }

  private static void add(Piece piece, boolean glued, List<Token> tokens) {
    String surface = Jamo.compose(piece.letters());
    int last = tokens.size() - 1;
    if (piece.kind() == Kind.PARTICLE && last >= 0) {
      tokens.set(last, tokens.get(last).withParticle(surface, piece.role()));
      return;
    }
    Sense sense = piece.kind() == Kind.PARTICLE ? Sense.of(WordClass.FILLER, "") : piece.sense();
    tokens.add(
        new Token(
            surface,
            surface,
            sense.type(),
            sense.english(),
            sense.opposite(),
            Role.NONE,
            piece.ending(),
            glued));
  }

  private static List<Clause> clauses(List<Token> tokens) {
    List<Clause> clauses = new ArrayList<>();
    List<Token> current = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      current.add(token);
      boolean conjunction = token.is(WordClass.CONJUNCTION);
      if (conjunction || endsClause(tokens, i)) {
        close(current, clauses);
      }
    }
    close(current, clauses);
    return withSharedNegation(clauses);
  }

  /** 어둡고 칙칙하게 하지 마: the negation at the end counts for the adjectives before it. */
  private static List<Clause> withSharedNegation(List<Clause> clauses) {
    List<Clause> shared = new ArrayList<>(clauses);
    for (int i = shared.size() - 2; i >= 0; i--) {
      Clause clause = shared.get(i);
      boolean adjective = clause.tokens().stream().noneMatch(Token::isVerb);
      boolean refused = shared.get(i + 1).negated() && !endsInContrast(shared.get(i + 1));
      if (adjective && refused) {
        shared.set(i, new Clause(clause.tokens(), true));
      }
    }
    return shared;
  }

  /** 지우지 말고: not this, but what follows. */
  private static boolean endsInContrast(Clause clause) {
    return clause.tokens().get(clause.tokens().size() - 1).ending() == Ending.AND;
  }

  /** A form in 고 or 니까 ends its clause, unless 싶다, 있다 or 나서 go on with it. */
  private static boolean endsClause(List<Token> tokens, int i) {
    Ending ending = tokens.get(i).ending();
    if (ending != Ending.AND && ending != Ending.REASON) {
      return false;
    }
    boolean goesOn = i + 1 < tokens.size() && tokens.get(i + 1).is(WordClass.WISH);
    return !goesOn;
  }

  private static void close(List<Token> current, List<Clause> clauses) {
    boolean empty = current.stream().allMatch(t -> t.is(WordClass.CONJUNCTION, WordClass.FILLER));
    if (!empty) {
      clauses.add(new Clause(current, isNegated(current)));
    }
    current.clear();
  }

  /** 지우지 마, 안 지워도 돼, 지우면 안 돼. */
  private static boolean isNegated(List<Token> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (!tokens.get(i).is(WordClass.NOT)) {
        continue;
      }
      boolean afterVerb = false;
      for (int k = Math.max(0, i - AUXILIARY_REACH); k < i; k++) {
        Ending ending = tokens.get(k).ending();
        afterVerb |= ending != Ending.NONE && ending != Ending.ADVERB;
      }
      boolean beforeVerb = i + 1 < tokens.size() && tokens.get(i + 1).ending() != Ending.NONE;
      // 겨울 말고: not that noun, but what follows.
      boolean contrast = i > 0 && tokens.get(i).ending() == Ending.AND;
      if (afterVerb || beforeVerb || contrast) {
        return true;
      }
    }
    return false;
  }
}
