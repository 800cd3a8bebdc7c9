package dev.chatbrush.triton.catalogue;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What people call things, brought to one form. */
public final class ThingNames {
  private static final Pattern BEFORE =
      Pattern.compile("^(the|a|an|my|his|her|its|our|your|their|this|that|these|those|all)\\s+");

  private static final Map<String, String> IRREGULAR =
      Map.of("knife", "knives", "scarf", "scarves", "leaf", "leaves", "mouse", "mice");

  private ThingNames() {}

  /** In lower case, single spaces, without an article before it. */
  public static String plain(String words) {
    String name = words.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    return BEFORE.matcher(name).replaceFirst("");
  }

  /** Whether a label has that plain name, in the singular or the plural. */
  static boolean means(Label label, String name) {
    boolean english =
        label.english().stream().anyMatch(one -> one.equals(name) || plural(one).equals(name));
    boolean korean =
        label.korean().stream().anyMatch(one -> one.equals(name) || name.equals(one + "들"));
    return english || korean;
  }

  /** Of an English noun; where it has none of its own, something that nobody says. */
  public static String plural(String noun) {
    String irregular = IRREGULAR.get(noun);
    if (irregular != null) {
      return irregular;
    }
    if (Stream.of("s", "x", "z", "ch", "sh").anyMatch(noun::endsWith)) {
      return noun + "es";
    }
    boolean consonantY = noun.matches(".*[^aeiou]y");
    return consonantY ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
  }
}
