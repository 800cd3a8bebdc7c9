package dev.chatbrush.agent.plan.rules;

import dev.chatbrush.agent.plan.Which;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which of several things is meant: "the left one", 둘 다, 가장 큰 거, "2번". */
final class WhichReader {
  private static final int LONGEST_ANSWER = 40;

  /** The first that fits counts. */
  private static final Map<Which, Pattern> WORDS = words();

  private static final Pattern COUNTED =
      Pattern.compile("(?i)\\b(two|three|four|five|\\d+)\\b|(두|세|네|다섯) ?(개|명|마리|대|사람|장)");

  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\p{L}\\p{N}.])#?(\\d{1,2})(?![\\d.%])");

  private static final Pattern NOT_ONE =
      Pattern.compile("(?i)\\b(rotate|turn|flip|degrees?|times?|crop)\\b|도\\b");

  private static final List<Pattern> ORDINALS =
      List.of(
          Pattern.compile("(?i)\\b(first|1st)\\b|첫 ?번째|첫째"),
          Pattern.compile("(?i)\\b(second|2nd)\\b|두 ?번째|둘째"),
          Pattern.compile("(?i)\\b(third|3rd)\\b|세 ?번째|셋째"),
          Pattern.compile("(?i)\\b(fourth|4th)\\b|네 ?번째|넷째"));

  private WhichReader() {}

  /** Which, by a word or by numbers. */
  record Said(Which which, List<Integer> numbers) {}

  /** What a request says beside the thing's name; {@code plural}: whether it names several. */
  static Said inRequest(String text, boolean plural) {
    List<Integer> ordinals = ordinals(text);
    if (!ordinals.isEmpty()) {
      return new Said(Which.ONLY, ordinals);
    }
    Optional<Which> word = word(text);
    if (word.isPresent()) {
      return new Said(word.get(), List.of());
    }
    boolean all = plural && !COUNTED.matcher(text).find();
    return new Said(all ? Which.ALL : Which.ONLY, List.of());
  }

  /** An answer to the question which; empty where the text is none. */
  static Optional<Said> inAnswer(String text) {
    if (text.length() > LONGEST_ANSWER || NOT_ONE.matcher(text).find()) {
      return Optional.empty();
    }
    List<Integer> numbers = ordinals(text);
    Matcher number = NUMBER.matcher(text);
    while (number.find()) {
      numbers.add(Integer.parseInt(number.group(1)));
    }
    if (!numbers.isEmpty()) {
      return Optional.of(new Said(Which.ONLY, numbers.stream().distinct().sorted().toList()));
    }
    return word(text).map(which -> new Said(which, List.of()));
  }

  private static List<Integer> ordinals(String text) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < ORDINALS.size(); i++) {
      if (ORDINALS.get(i).matcher(text).find()) {
        found.add(i + 1);
      }
    }
    return found;
  }

  private static Optional<Which> word(String text) {
    return WORDS.entrySet().stream()
        .filter(entry -> entry.getValue().matcher(text).find())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Map<Which, Pattern> words() {
    Map<Which, Pattern> words = new LinkedHashMap<>();
    add(
        words,
        Which.ALL,
        "\\b(all|both|every|each|everyone|everything)\\b|둘 ?다|셋 ?다|모두|전부|모든|싹 ?다|(?<![가-힣])다(?![가-힣])");
    add(words, Which.LEFTMOST, "\\bleft(most)?\\b(?! (over|out))|왼쪽|왼편|좌측");
    add(
        words,
        Which.RIGHTMOST,
        "\\b(on|to|at|the) (far )?right\\b|\\bright(most| one| side)\\b|^right$|오른쪽|오른편|우측");
    add(words, Which.MIDDLE, "\\b(middle|cent(er|re)|central)\\b|가운데|중간|중앙");
    add(
        words,
        Which.LARGEST,
        "\\b(big(ger|gest)?|larger?|largest)\\b|(?<![가-힣])(큰|커다란)(?= |거|것|놈|게|걸)|제일 ?큰|가장 ?큰");
    add(words, Which.SMALLEST, "\\b(small(er|est)?|littler?|littlest|tiny|tiniest)\\b|작은|조그만|조그마한");
    add(words, Which.TOPMOST, "\\b(top(most)?|upper(most)?|highest)\\b|위쪽|맨 ?위|윗쪽");
    add(words, Which.BOTTOMMOST, "\\b(bottom(most)?|lower(most)?|lowest)\\b|아래쪽|맨 ?아래|밑에 ?있는|맨 ?밑");
    return words;
  }

  private static void add(Map<Which, Pattern> words, Which which, String pattern) {
    words.put(which, Pattern.compile("(?i)" + pattern));
  }
}
