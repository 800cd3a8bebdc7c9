package dev.chatbrush.gateway.chat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a caller wants to wait. Source: RFC 7240, 4.1 (respond-async) and 4.3 (wait, in
 * seconds); what else a Prefer says, or says wrongly, is left aside, as 2 has it.
 */
record Preference(boolean async, Optional<Duration> waiting) {
  private static final Pattern WAIT = Pattern.compile("wait\\s*=\\s*\"?(\\d{1,6})\"?");

  /** Of all Prefer headers of a request; the first of a kind counts. */
  static Preference of(List<String> headers) {
    boolean async = false;
    Optional<Duration> waiting = Optional.empty();
    for (String part : String.join(",", headers).toLowerCase(Locale.ROOT).split(",")) {
      String preference = part.split(";", 2)[0].strip();
      Matcher seconds = WAIT.matcher(preference);
      async |= preference.equals("respond-async");
      if (waiting.isEmpty() && seconds.matches()) {
        waiting = Optional.of(Duration.ofSeconds(Long.parseLong(seconds.group(1))));
      }
    }
    return new Preference(async, waiting);
  }

  /** Within {@code longest}; respond-async alone does not wait. */
  Duration patience(Duration longest) {
    Duration wanted = waiting.orElse(async ? Duration.ZERO : longest);
    return wanted.compareTo(longest) < 0 ? wanted : longest;
  }

  /** What is told to have been kept to; empty where nothing was asked. */
  Optional<String> applied(Duration longest) {
    Optional<String> waited = waiting.map(ignored -> "wait=" + patience(longest).toSeconds());
    return async
        ? Optional.of(waited.map(text -> "respond-async, " + text).orElse("respond-async"))
        : waited;
  }
}
