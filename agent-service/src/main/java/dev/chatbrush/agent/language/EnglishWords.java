package dev.chatbrush.agent.language;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Looks English words up in their base form. */
final class EnglishWords {
  /** As in CSS: #rgb, #rrggbb, rgb(r,g,b). */
  private static final Pattern COLOUR = Pattern.compile("#(?:[0-9a-f]{3}){1,2}|rgb\\([0-9,]+\\)");

  private static final Pattern AMOUNT = Pattern.compile("\\d+(?:\\.\\d+)?%");

  private EnglishWords() {}

  /** The sense of a lower-case word, its inflections included; null when the lexicon lacks it. */
  static Sense find(Lexicon lexicon, String word) {
    if (COLOUR.matcher(word).matches()) {
      return Sense.of(WordClass.COLOUR, word);
    }
    if (AMOUNT.matcher(word).matches()) {
      return Sense.of(WordClass.STRENGTH, "");
    }
    for (String candidate : baseForms(word)) {
      Sense sense = lexicon.englishWords().get(candidate);
      if (sense != null) {
        return sense;
      }
    }
    return word.endsWith("ish") ? tinge(lexicon, word) : null;
  }

  /** "Pinkish", "purplish": a colour where what it is made of is one. */
  private static Sense tinge(Lexicon lexicon, String word) {
    String stem = word.substring(0, word.length() - "ish".length());
    for (String base : List.of(stem, stem + "e")) {
      Sense colour = lexicon.englishWords().get(base);
      if (colour != null && colour.type() == WordClass.COLOUR) {
        return Sense.of(WordClass.COLOUR, word);
      }
    }
    return null;
  }

  /** Whether the word is a regular past form of a base that the lexicon has. */
  static boolean isPast(Lexicon lexicon, String word) {
    return word.endsWith("ed")
        && !lexicon.englishWords().containsKey(word)
        && find(lexicon, word) != null;
  }

  private static List<String> baseForms(String word) {
    List<String> forms = new ArrayList<>();
    forms.add(word);
    addStem(word, "'s", forms);
    addStem(word, "s", forms);
    addStem(word, "es", forms);
    for (String suffix : List.of("ing", "ed")) {
      if (word.endsWith(suffix) && word.length() > suffix.length() + 2) {
        String stem = word.substring(0, word.length() - suffix.length());
        forms.add(stem);
        forms.add(stem + "e");
        if (stem.charAt(stem.length() - 1) == stem.charAt(stem.length() - 2)) {
          forms.add(stem.substring(0, stem.length() - 1));
        }
      }
    }
    return forms;
  }

  private static void addStem(String word, String suffix, List<String> forms) {
    if (word.endsWith(suffix) && word.length() > suffix.length() + 1) {
      forms.add(word.substring(0, word.length() - suffix.length()));
    }
  }
}
