package dev.chatbrush.agent.language;

import java.util.regex.Pattern;

/** Words that mean something only together. */
record Phrase(Pattern pattern, Sense sense) {

  /**
   * A space in an English phrase is any space, " ?" one or none; in a Korean one it may be missing.
   */
  static Phrase english(String expression, Sense sense) {
    String regex =
        "(?<![\\w'])(?:" + expression.replace(" ?", "\\s*").replace(" ", "\\s+") + ")(?![\\w'])";
    return new Phrase(Pattern.compile(regex, Pattern.CASE_INSENSITIVE), sense);
  }

  static Phrase korean(String expression, Sense sense) {
    return new Phrase(
        Pattern.compile(expression.replace(" ", "\\s*"), Pattern.CASE_INSENSITIVE), sense);
  }
}
