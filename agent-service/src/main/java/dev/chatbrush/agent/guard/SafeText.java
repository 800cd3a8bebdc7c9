package dev.chatbrush.agent.guard;

import java.util.regex.Pattern;

/** Makes a model's words inert: plain text, bounded, no pictures, links or markup. */
final class SafeText {
  private static final int LONGEST = 600;
  private static final int LONGEST_NAME = 60;
  private static final Pattern MARKDOWN_LINK = Pattern.compile("!?\\[([^\\]]*)\\]\\([^)]*\\)");
  private static final Pattern TAG = Pattern.compile("<[^>]{0,2000}>");
  private static final Pattern ADDRESS =
      Pattern.compile("(?i)\\b(?:https?|ftp|data|javascript|file):\\S+");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\n]]+");

  /** Of the number signs not those of a colour, such as #0af. */
  private static final Pattern MARKUP = Pattern.compile("[*_`|]+|#+(?!\\p{XDigit}{3,8}\\b)");

  private SafeText() {}

  static String of(String text) {
    String plain = text.length() > 10 * LONGEST ? text.substring(0, 10 * LONGEST) : text;
    plain = MARKDOWN_LINK.matcher(plain).replaceAll("$1");
    plain = TAG.matcher(plain).replaceAll("");
    plain = ADDRESS.matcher(plain).replaceAll("");
    plain = CONTROL.matcher(plain).replaceAll(" ");
    plain = MARKUP.matcher(plain).replaceAll("").strip();
    return plain.length() > LONGEST ? plain.substring(0, LONGEST - 1) + "…" : plain;
  }

  /** One line, for a prompt. */
  static String prompt(String text) {
    return CONTROL.matcher(text.replace('\n', ' ')).replaceAll(" ").strip();
  }

  /** For logs. */
  static String name(String text) {
    return prompt(text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) : text);
  }
}
