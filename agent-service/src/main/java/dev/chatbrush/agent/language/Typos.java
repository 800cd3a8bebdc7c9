package dev.chatbrush.agent.language;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Words one slip away from a word of the lexicon: two letters swapped, one left out, doubled or put
 * in, or written as it sounds. Only for words that ask for something, where a guess helps most, and
 * never for the first letter.
 */
final class Typos {
  private static final int SHORTEST = 5;
  private static final int LONGEST = 16;
  private static final String[] SOUNDS = {"sz", "ck", "iy", "ea"};
  private static final Set<WordClass> MENDED =
      EnumSet.of(
          WordClass.ERASE,
          WordClass.CHANGE,
          WordClass.UNDO,
          WordClass.REDO,
          WordClass.RESET,
          WordClass.BASICS,
          WordClass.LOOK,
          WordClass.COLOUR,
          WordClass.BACKGROUND,
          WordClass.SUBJECT,
          WordClass.GREETING,
          WordClass.THANKS);

  private Typos() {}

  /** The word of the lexicon that was meant. */
  static Optional<String> mend(Map<String, Sense> words, String typed) {
    if (typed.length() < SHORTEST - 1 || typed.length() > LONGEST) {
      return Optional.empty();
    }
    for (String candidate : candidates(typed)) {
      Sense sense = words.get(candidate);
      boolean longEnough = Math.max(candidate.length(), typed.length()) >= SHORTEST;
      if (sense != null && longEnough && MENDED.contains(sense.type())) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static List<String> candidates(String typed) {
    List<String> candidates = new ArrayList<>();
    for (int i = 1; i < typed.length(); i++) {
      String front = typed.substring(0, i);
      String back = typed.substring(i + 1);
      if (!back.isEmpty()) {
        candidates.add(front + back.charAt(0) + typed.charAt(i) + back.substring(1));
      }
      candidates.add(front + back);
      for (String sounds : SOUNDS) {
        int at = sounds.indexOf(typed.charAt(i));
        if (at >= 0) {
          candidates.add(front + sounds.charAt(1 - at) + back);
        }
      }
    }
    for (int i = 1; i <= typed.length(); i++) {
      for (char letter = 'a'; letter <= 'z'; letter++) {
        candidates.add(typed.substring(0, i) + letter + typed.substring(i));
      }
    }
    return candidates;
  }
}
