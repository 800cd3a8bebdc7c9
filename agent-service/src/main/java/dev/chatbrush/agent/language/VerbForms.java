package dev.chatbrush.agent.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Korean verbs and adjectives in every form: stems, their variants, and the endings they take. */
final class VerbForms {
  private static final int LONGEST_STEM = 18;
  private static final int LONGEST_ENDING = 18;

  private final Map<String, Sense> bases = new HashMap<>();
  private final Map<String, Sense> infinitives = new HashMap<>();
  private final Map<String, Ending> baseEndings = new HashMap<>();
  private final Map<String, Ending> infinitiveEndings = new HashMap<>();

  /** A form found in a word: letters from where it was asked for up to {@code end}. */
  record Match(int end, Sense sense, Ending ending) {}

  static VerbForms load() {
    VerbForms forms = new VerbForms();
    for (String[] row : Tsv.rows("ko-verbs", 6)) {
      forms.addVerb(row);
    }
    for (String[] row : Tsv.rows("ko-endings", 3)) {
      Map<String, Ending> endings =
          row[0].equals("base") ? forms.baseEndings : forms.infinitiveEndings;
      endings.put(Jamo.ending(row[1]), Ending.valueOf(row[2]));
    }
    return forms;
  }

  private void addVerb(String[] row) {
    Sense sense = new Sense(WordClass.valueOf(row[1]), row[2], row[3]);
    String stem = Jamo.decompose(row[0]);
    bases.put(stem, sense);
    bases.put(Jamo.withoutRieul(stem), sense);
    for (String variant : row[4].split(",")) {
      if (!variant.isEmpty()) {
        bases.put(Jamo.decompose(variant), sense);
      }
    }
    if (row[5].isEmpty()) {
      infinitives.put(Jamo.infinitive(stem), sense);
    }
    for (String irregular : row[5].split(",")) {
      if (!irregular.isEmpty()) {
        infinitives.put(Jamo.decompose(irregular), sense);
      }
    }
  }

  /** All forms that start at that letter and end where a syllable ends. */
  List<Match> at(String letters, int from) {
    List<Match> found = new ArrayList<>();
    int limit = Math.min(letters.length(), from + LONGEST_STEM);
    for (int split = from + 1; split <= limit; split++) {
      String stem = letters.substring(from, split);
      int stemEnd = split;
      collect(bases.get(stem), baseEndings, letters, stemEnd, found::add);
      collect(infinitives.get(stem), infinitiveEndings, letters, stemEnd, found::add);
    }
    return found;
  }

  private static void collect(
      Sense sense, Map<String, Ending> endings, String letters, int from, Consumer<Match> found) {
    if (sense == null) {
      return;
    }
    int limit = Math.min(letters.length(), from + LONGEST_ENDING);
    for (int end = from; end <= limit; end++) {
      Ending ending = endings.get(letters.substring(from, end));
      if (ending != null && Jamo.isBoundary(letters, end)) {
        found.accept(new Match(end, sense, ending));
      }
    }
  }
}
