package dev.chatbrush.agent.language;

import java.util.List;
import java.util.regex.Pattern;

/** Sayings put into plain words before a message is read, from a file of the lexicon. Immutable. */
final class Idioms {
  private final List<Idiom> idioms;

  private record Idiom(Pattern pattern, String plain) {}

  private Idioms(List<Idiom> idioms) {
    this.idioms = List.copyOf(idioms);
  }

  /**
   * A space in the file is any space in an English text, and may be missing in a Korean one, " ?"
   * in both.
   */
  static Idioms load(String name, String space) {
    return new Idioms(
        Tsv.rows(name, 2).stream()
            .map(row -> new Idiom(pattern(row[0], space), row[1].isEmpty() ? " " : row[1]))
            .toList());
  }

  private static Pattern pattern(String expression, String space) {
    String regex = expression.replace(" ?", "\\s*").replace(" ", space);
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  String plain(String text) {
    String plain = text;
    for (Idiom idiom : idioms) {
      plain = idiom.pattern().matcher(plain).replaceAll(idiom.plain());
    }
    return plain;
  }
}
