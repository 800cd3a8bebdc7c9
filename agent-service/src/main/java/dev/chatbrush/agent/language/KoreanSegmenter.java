package dev.chatbrush.agent.language;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Parts one space-delimited Korean word into lexicon words, verb forms and particles, spaces
 * forgotten by the writer included ("겨울로바꿔줘"). The cheapest path over the letters wins (Viterbi),
 * so that a long known word beats two short ones and a known one beats unknown syllables.
 */
final class KoreanSegmenter {
  private static final double WORD = 1.0;
  private static final double SHORT_WORD = 1.7;
  private static final double PARTICLE = 0.3;
  private static final double LOOSE_PARTICLE = 1.6;
  private static final double UNKNOWN_SYLLABLE = 2.5;
  private static final double UNKNOWN_AFTER_KNOWN = 4.0;
  private static final int LONGEST_WORD = 24;

  private final Lexicon lexicon;

  KoreanSegmenter(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  enum Kind {
    START,
    WORD,
    VERB,
    PARTICLE,
    UNKNOWN
  }

  /** A part of the word, its letters decomposed. */
  record Piece(Kind kind, String letters, Sense sense, Role role, Ending ending) {}

  private record Node(double cost, Node before, Piece piece) {}

  /**
   * The parts in order; neighbouring unknown syllables are one part.
   *
   * @param afterWord whether the writer put it right behind a word that is known already, so that
   *     it may start with a particle
   */
  List<Piece> segment(String word, boolean afterWord) {
    String letters = Jamo.decompose(word.toLowerCase(Locale.ROOT));
    List<Map<Kind, Node>> best = new ArrayList<>();
    for (int i = 0; i <= letters.length(); i++) {
      best.add(new EnumMap<>(Kind.class));
    }
    best.get(0).put(afterWord ? Kind.WORD : Kind.START, new Node(0, null, null));
    for (int at = 0; at < letters.length(); at++) {
      if (!best.get(at).isEmpty()) {
        extend(letters, at, best);
      }
    }
    return path(best.get(letters.length()));
  }

  private void extend(String letters, int at, List<Map<Kind, Node>> best) {
    for (VerbForms.Match match : lexicon.verbs().at(letters, at)) {
      Piece piece =
          new Piece(
              Kind.VERB,
              letters.substring(at, match.end()),
              match.sense(),
              Role.NONE,
              match.ending());
      offer(best, at, match.end(), piece, price(piece.letters()));
    }
    int limit = Math.min(letters.length(), at + LONGEST_WORD);
    for (int end = at + 1; end <= limit; end++) {
      if (!Jamo.isBoundary(letters, end)) {
        continue;
      }
      String part = letters.substring(at, end);
      Sense sense = lexicon.koreanWords().get(part);
      if (sense != null) {
        offer(best, at, end, plain(Kind.WORD, part, sense), price(part));
      }
      Role role = lexicon.particles().get(part);
      if (role != null) {
        Piece piece = new Piece(Kind.PARTICLE, part, Sense.UNKNOWN, role, Ending.NONE);
        offer(best, at, end, piece, PARTICLE);
      }
    }
    extendForeign(letters, at, best);
  }

  /** Latin letters and digits run together; a Hangul syllable that nothing explains goes alone. */
  private void extendForeign(String letters, int at, List<Map<Kind, Node>> best) {
    int end = at + 1;
    if (isLatin(letters.charAt(at))) {
      while (end < letters.length() && isLatin(letters.charAt(end))) {
        end++;
      }
      String part = letters.substring(at, end);
      Sense sense = EnglishWords.find(lexicon, part);
      Kind kind = sense == null ? Kind.UNKNOWN : Kind.WORD;
      offer(best, at, end, plain(kind, part, sense == null ? Sense.UNKNOWN : sense), WORD);
      return;
    }
    while (!Jamo.isBoundary(letters, end)) {
      end++;
    }
    Piece piece = plain(Kind.UNKNOWN, letters.substring(at, end), Sense.UNKNOWN);
    offer(best, at, end, piece, UNKNOWN_SYLLABLE);
  }

  private static void offer(
      List<Map<Kind, Node>> best, int from, int to, Piece piece, double price) {
    best.get(from)
        .forEach(
            (kind, node) -> {
              double cost = node.cost() + price + transition(node, kind, piece);
              Node known = best.get(to).get(piece.kind());
              if (known == null || cost < known.cost()) {
                best.get(to).put(piece.kind(), new Node(cost, node, piece));
              }
            });
  }

  private static double transition(Node before, Kind kind, Piece piece) {
    boolean afterClause =
        kind == Kind.VERB && before.piece().ending() == Ending.AND || kind == Kind.START;
    return switch (piece.kind()) {
      case PARTICLE -> kind == Kind.START || kind == Kind.VERB ? LOOSE_PARTICLE : 0;
      case UNKNOWN -> kind == Kind.UNKNOWN || afterClause ? 0 : UNKNOWN_AFTER_KNOWN;
      case START, WORD, VERB -> 0;
    };
  }

  /** One-syllable words hide in longer unknown ones, so they cost more. */
  private static double price(String letters) {
    int syllables = 0;
    for (int i = 0; i < letters.length(); i++) {
      syllables += Jamo.isBoundary(letters, i) ? 1 : 0;
    }
    return syllables == 1 ? SHORT_WORD : WORD;
  }

  private static List<Piece> path(Map<Kind, Node> ends) {
    Node node =
        ends.values().stream()
            .min((a, b) -> Double.compare(a.cost(), b.cost()))
            .orElseThrow(() -> new IllegalStateException("no way through the word"));
    List<Piece> pieces = new ArrayList<>();
    for (; node.piece() != null; node = node.before()) {
      Piece piece = node.piece();
      int last = pieces.size() - 1;
      if (piece.kind() == Kind.UNKNOWN && last >= 0 && pieces.get(last).kind() == Kind.UNKNOWN) {
        pieces.set(
            last, plain(Kind.UNKNOWN, piece.letters() + pieces.get(last).letters(), Sense.UNKNOWN));
      } else {
        pieces.add(piece);
      }
    }
    Collections.reverse(pieces);
    return pieces;
  }

  private static Piece plain(Kind kind, String letters, Sense sense) {
    return new Piece(kind, letters, sense, Role.NONE, Ending.NONE);
  }

  private static boolean isLatin(char letter) {
    return letter < 128 && !Character.isWhitespace(letter);
  }
}
