package dev.chatbrush.gateway.life;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.RandomIds;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the list of sessions: behind the one that was changed at that moment and has that id.
 * What changes meanwhile moves to the front, so nothing is listed twice.
 */
record Cursor(Instant changedAt, String id) {
  /** Before all. */
  static final Cursor BEGIN = new Cursor(Instant.parse("9999-01-01T00:00:00Z"), "");

  private static final Pattern FORM = Pattern.compile("(-?\\d{1,18}) (" + RandomIds.FORM + ")");

  static Cursor behind(ListedSession session) {
    return new Cursor(session.changedAt(), session.id().value());
  }

  /** As a client gives it back; fails with VALIDATION_FAILED. */
  static Cursor parse(String text) {
    if (text == null || text.isEmpty()) {
      return BEGIN;
    }
    Matcher parts = FORM.matcher(decode(text));
    if (!parts.matches()) {
      throw unknown();
    }
    Instant moment = Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS);
    return new Cursor(moment, parts.group(2));
  }

  private static String decode(String text) {
    try {
      return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static EditorException unknown() {
    return new EditorException(
        ProblemCode.VALIDATION_FAILED,
        "'cursor' must be the nextCursor of an earlier answer, or be left out.");
  }

  @Override
  public String toString() {
    String text = "%d %s".formatted(ChronoUnit.MICROS.between(Instant.EPOCH, changedAt), id);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
