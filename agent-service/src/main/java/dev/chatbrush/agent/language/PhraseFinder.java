package dev.chatbrush.agent.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;

/**
 * Finds the phrases of the lexicon in one text, from its start to its end: the first one, the
 * longest of those that start there. Each phrase looks at the text once, so that a message of many
 * phrases takes no longer than one of few. For one thread.
 */
final class PhraseFinder {
  private final String text;
  private final List<Search> searches = new ArrayList<>();

  record Found(int start, int end, Sense sense) {}

  /** Where a phrase comes next. */
  private static final class Search {
    private final Phrase phrase;
    private final Matcher matcher;
    private MatchResult next;

    Search(Phrase phrase, String text) {
      this.phrase = phrase;
      this.matcher = phrase.pattern().matcher(text);
      advance(0);
    }

    /** Null when there is none from {@code from} on. */
    private void advance(int from) {
      next = from <= matcher.regionEnd() && matcher.find(from) ? matcher.toMatchResult() : null;
    }

    Found from(int at) {
      while (next != null && (next.start() < at || next.end() == next.start())) {
        advance(Math.max(at, next.start() + 1));
      }
      return next == null ? null : new Found(next.start(), next.end(), phrase.sense());
    }
  }

  PhraseFinder(List<Phrase> phrases, String text) {
    this.text = text;
    for (Phrase phrase : phrases) {
      Search search = new Search(phrase, text);
      if (search.next != null) {
        searches.add(search);
      }
    }
  }

  /** The next phrase from {@code at} on, or null when there is none; {@code at} only grows. */
  Found next(int at) {
    return searches.stream()
        .map(search -> search.from(at))
        .filter(Objects::nonNull)
        .reduce((best, other) -> isBetter(other, best) ? other : best)
        .orElse(null);
  }

  private static boolean isBetter(Found found, Found best) {
    return found.start() < best.start()
        || found.start() == best.start() && found.end() > best.end();
  }

  Token token(Found found) {
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
