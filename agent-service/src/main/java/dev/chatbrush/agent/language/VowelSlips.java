package dev.chatbrush.agent.language;

import dev.chatbrush.agent.language.KoreanSegmenter.Kind;
import dev.chatbrush.agent.language.KoreanSegmenter.Piece;
import java.util.List;
import java.util.Map;

/** Korean words with one vowel written as it sounds: 헤줘 for 해줘, 삭재 for 삭제, 바꺼 for 바꿔. */
final class VowelSlips {
  private static final int LONGEST = 40;

  /** Jamo vowels (U+1161 to U+1175) and those that sound or are typed alike. */
  private static final Map<Character, String> ALIKE =
      Map.ofEntries(
          Map.entry('\u1162', "\u1166"),
          Map.entry('\u1166', "\u1162"),
          Map.entry('\u1164', "\u1168"),
          Map.entry('\u1168', "\u1164"),
          Map.entry('\u1165', "\u116f\u1169"),
          Map.entry('\u1161', "\u116a"),
          Map.entry('\u116b', "\u116c\u1170"),
          Map.entry('\u116c', "\u116b\u1170"),
          Map.entry('\u1170', "\u116b\u116c"),
          Map.entry('\u116d', "\u116f"));

  private VowelSlips() {}

  /**
   * The parts of the word as typed, or of the first mended one that is known through and through.
   */
  static List<Piece> mend(KoreanSegmenter segmenter, String word, boolean afterWord) {
    List<Piece> typed = segmenter.segment(word, afterWord);
    String letters = Jamo.decompose(word);
    if (isKnown(typed) || letters.length() > LONGEST) {
      return typed;
    }
    for (int i = 0; i < letters.length(); i++) {
      for (char vowel : ALIKE.getOrDefault(letters.charAt(i), "").toCharArray()) {
        String mended = letters.substring(0, i) + vowel + letters.substring(i + 1);
        List<Piece> pieces = segmenter.segment(Jamo.compose(mended), afterWord);
        if (isKnown(pieces) && isLikely(pieces)) {
          return pieces;
        }
      }
    }
    return typed;
  }

  private static boolean isKnown(List<Piece> pieces) {
    return pieces.stream().noneMatch(piece -> piece.kind() == Kind.UNKNOWN);
  }

  /** One word of two syllables at least: single ones hide in everything. */
  private static boolean isLikely(List<Piece> pieces) {
    return pieces.stream()
        .anyMatch(
            piece -> piece.kind() != Kind.PARTICLE && Jamo.compose(piece.letters()).length() > 1);
  }
}
