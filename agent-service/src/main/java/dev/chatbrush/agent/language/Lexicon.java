package dev.chatbrush.agent.language;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of both languages, from the files under {@code /language}.
 *
 * @param koreanWords by decomposed letters
 * @param particles by decomposed letters
 * @param englishWords by lower-case word
 */
record Lexicon(
    Map<String, Sense> koreanWords,
    Map<String, Role> particles,
    VerbForms verbs,
    List<Phrase> koreanPhrases,
    Map<String, Sense> englishWords,
    List<Phrase> englishPhrases) {
  private static final Set<WordClass> BEYOND = EnumSet.of(WordClass.BEYOND, WordClass.BASICS);

  static Lexicon load() {
    Map<String, Sense> korean = new HashMap<>();
    for (String[] row : Tsv.rows("ko-words", 4)) {
      for (String word : row[0].split(",")) {
        korean.put(Jamo.decompose(word.strip()), sense(row));
      }
    }
    for (String[] row : Tsv.rows("ko-things", 3)) {
      for (String word : row[0].split(",")) {
        korean.putIfAbsent(
            Jamo.decompose(word.strip()), Sense.of(WordClass.valueOf(row[1]), row[2]));
      }
    }
    Map<String, Role> particles = new HashMap<>();
    for (String[] row : Tsv.rows("ko-particles", 2)) {
      for (String particle : row[0].split(",")) {
        particles.put(Jamo.decompose(particle.strip()), Role.valueOf(row[1]));
      }
    }
    List<Phrase> koreanPhrases =
        Tsv.rows("ko-phrases", 4).stream().map(row -> Phrase.korean(row[0], sense(row))).toList();
    Map<String, Sense> english = new HashMap<>();
    List<Phrase> englishPhrases = new ArrayList<>();
    for (String[] row : Tsv.rows("en-words", 4)) {
      for (String word : row[0].split(",")) {
        english.put(word.strip(), sense(row));
      }
    }
    for (String[] row : Tsv.rows("en-phrases", 4)) {
      englishPhrases.add(Phrase.english(row[0], sense(row)));
    }
    return new Lexicon(
        korean, particles, VerbForms.load(), koreanPhrases, english, List.copyOf(englishPhrases));
  }

  private static Sense sense(String[] row) {
    return new Sense(WordClass.valueOf(row[1]), row[2], row[3]);
  }

  /** The same with the catalogue's names; a word that is there already keeps its meaning. */
  Lexicon with(List<Term> terms) {
    Map<String, Sense> korean = new HashMap<>(koreanWords);
    Map<String, Sense> english = new HashMap<>(englishWords);
    List<Phrase> koreanMore = new ArrayList<>(koreanPhrases);
    List<Phrase> englishMore = new ArrayList<>(englishPhrases);
    for (Term term : terms) {
      Sense sense = Sense.of(term.type(), term.value());
      addName(term.korean(), sense, koreanMore, Phrase::korean, korean, true);
      addName(term.english(), sense, englishMore, Phrase::english, english, false);
    }
    return new Lexicon(korean, particles, verbs, koreanMore, english, englishMore);
  }

  private interface PhraseMaker {
    Phrase make(String expression, Sense sense);
  }

  private static void addName(
      String name,
      Sense sense,
      List<Phrase> phrases,
      PhraseMaker maker,
      Map<String, Sense> words,
      boolean korean) {
    String plain = name.strip().toLowerCase(Locale.ROOT);
    if (plain.isEmpty()) {
      return;
    }
    if (!plain.contains(" ")) {
      words.merge(
          korean ? Jamo.decompose(plain) : plain,
          sense,
          // What was beyond the editor is not once there is a tool for it.
          (known, named) -> BEYOND.contains(known.type()) ? named : known);
      return;
    }
    String expression =
        String.join(" ", List.of(plain.split(" +")).stream().map(Pattern::quote).toList());
    phrases.add(maker.make(expression, sense));
  }
}
