package dev.chatbrush.agent.language;

import java.text.Normalizer;
import java.util.Map;

/**
 * Hangul as letters. Unicode's canonical decomposition tells a syllable's first consonant from its
 * last one, so that stems and endings, which part inside a syllable, are plain prefixes and
 * suffixes. Source: The Unicode Standard, section 3.12, "Conjoining Jamo Behavior".
 */
final class Jamo {
  private static final Map<Character, Character> TAILS =
      Map.of('ㄴ', '\u11ab', 'ㄹ', '\u11af', 'ㅁ', '\u11b7', 'ㅂ', '\u11b8', 'ㅆ', '\u11bb');
  private static final char A = '\u1161';
  private static final char AE = '\u1162';
  private static final char YA = '\u1163';
  private static final char O = '\u1169';
  private static final char TAIL_RIEUL = '\u11af';

  /** How a stem's last vowel joins with 어: ㅜ+ㅓ=ㅝ, ㅣ+ㅓ=ㅕ, ㅗ+ㅏ=ㅘ, ㅡ+ㅓ=ㅓ, ㅚ+ㅓ=ㅙ. */
  private static final Map<Character, Character> JOINED =
      Map.of(
          '\u116e', '\u116f', '\u1175', '\u1167', O, '\u116a', '\u1173', '\u1165', '\u116c',
          '\u116b');

  private Jamo() {}

  static String decompose(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD);
  }

  static String compose(String letters) {
    return Normalizer.normalize(letters, Normalizer.Form.NFC);
  }

  /** An ending of the lexicon; one that starts with a lone consonant closes the stem's syllable. */
  static String ending(String written) {
    if (written.isEmpty()) {
      return "";
    }
    Character tail = TAILS.get(written.charAt(0));
    return tail == null ? decompose(written) : tail + decompose(written.substring(1));
  }

  /** Whether a word may start or end before that letter. */
  static boolean isBoundary(String letters, int at) {
    if (at >= letters.length()) {
      return true;
    }
    char letter = letters.charAt(at);
    return letter < '\u1160' || letter > '\u11ff';
  }

  /** The stem with 아 or 어, for regular verbs and those in 하. */
  static String infinitive(String stem) {
    char last = stem.charAt(stem.length() - 1);
    if (isTail(last)) {
      char vowel = stem.charAt(stem.length() - 2);
      return stem + (vowel == A || vowel == O || vowel == YA ? decompose("아") : decompose("어"));
    }
    String front = stem.substring(0, stem.length() - 1);
    if (last == A && front.endsWith("\u1112")) {
      return front + AE;
    }
    return front + JOINED.getOrDefault(last, last);
  }

  /** The stem without a closing ㄹ, which falls off before ㄴ, ㅂ and ㅅ; itself otherwise. */
  static String withoutRieul(String stem) {
    return stem.charAt(stem.length() - 1) == TAIL_RIEUL
        ? stem.substring(0, stem.length() - 1)
        : stem;
  }

  private static boolean isTail(char letter) {
    return letter >= '\u11a8' && letter <= '\u11ff';
  }
}
