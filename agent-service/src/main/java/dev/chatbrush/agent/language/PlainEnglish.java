package dev.chatbrush.agent.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Korean put into the few English words that one tool understands, from a file of the lexicon; what
 * the file lacks is left out. Words in capitals there are verbs, which go first. Immutable.
 */
public final class PlainEnglish {
  private static final Pattern REST =
      Pattern.compile("[^\\p{ASCII}]+|[?!~\"'(),;]|(?<!\\d)[.:]|[.:](?!\\d)");

  private final List<Wording> wordings;

  private record Wording(Pattern korean, String english) {}

  private PlainEnglish(List<Wording> wordings) {
    this.wordings = List.copyOf(wordings);
  }

  /** Of the resource {@code /language/NAME.tsv}; a space there may be missing in the text. */
  public static PlainEnglish load(String name) {
    return new PlainEnglish(
        Tsv.rows(name, 2).stream()
            .map(
                row ->
                    new Wording(Pattern.compile(row[0].replace(" ", "\\s*")), " " + row[1] + " "))
            .toList());
  }

  /** "왼쪽으로 90도 돌려줘" becomes "rotate left 90 degrees". */
  public String of(String korean) {
    String mixed = korean;
    for (Wording wording : wordings) {
      mixed = wording.korean().matcher(mixed).replaceAll(wording.english());
    }
    List<String> verbs = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String word : REST.matcher(mixed).replaceAll(" ").strip().split("\\s+")) {
      boolean verb = word.length() > 1 && word.chars().allMatch(Character::isUpperCase);
      if (!verb) {
        others.add(word);
      } else if (!verbs.contains(word)) {
        verbs.add(word);
      }
    }
    verbs.addAll(others);
    return String.join(" ", verbs).toLowerCase(Locale.ROOT).strip();
  }
}
