package dev.chatbrush.agent.language;

import java.util.List;
import java.util.regex.Matcher;

/** Finds phrases of the lexicon in a text: the first one, the longest of those that start there. */
final class PhraseFinder {
  private PhraseFinder() {}

  record Found(int start, int end, Sense sense) {}

  /** The next phrase from {@code at} on, or null when there is none. */
  static Found next(List<Phrase> phrases, String text, int at) {
    Found best = null;
    for (Phrase phrase : phrases) {
      Matcher matcher = phrase.pattern().matcher(text);
      if (!matcher.find(at)) {
        continue;
      }
      boolean better =
          best == null
              || matcher.start() < best.start()
              || matcher.start() == best.start() && matcher.end() > best.end();
      if (better && matcher.end() > matcher.start()) {
        best = new Found(matcher.start(), matcher.end(), phrase.sense());
      }
    }
    return best;
  }

  static Token token(Found found, String text) {
    String surface = text.substring(found.start(), found.end());
    boolean glued = found.start() > 0 && text.charAt(found.start() - 1) != ' ';
    return new Token(
        surface,
        surface,
        found.sense().type(),
        found.sense().english(),
        found.sense().opposite(),
        Role.NONE,
        Ending.NONE,
        glued);
  }
}
