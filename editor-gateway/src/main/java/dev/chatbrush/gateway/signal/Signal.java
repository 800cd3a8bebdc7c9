package dev.chatbrush.gateway.signal;

import dev.chatbrush.gateway.api.SessionId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Something that one gateway tells the others of a session.
 *
 * @param sender the name of the gateway that tells it
 * @param text what the kind needs: a number, an id, JSON
 */
public record Signal(Kind kind, String sender, SessionId session, String text) {
  /** PostgreSQL takes less than 8000 bytes (NOTIFY, "payload"). */
  private static final int MOST_BYTES = 7999;

  private static final int PARTS = 4;

  /** What a signal says. */
  public enum Kind {
    /** The event with this number is stored. */
    STORED,
    /** An event that is not stored: its name, a blank, its JSON. */
    PASSING,
    /** The edit with this id is to be stopped. */
    CANCEL
  }

  public Signal {
    int bytes = wire(kind, sender, session, text).getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      throw new IllegalArgumentException(
          "a signal has at most %d bytes, this one has %d".formatted(MOST_BYTES, bytes));
    }
  }

  /** As it travels. */
  public String wire() {
    return wire(kind, sender, session, text);
  }

  private static String wire(Kind kind, String sender, SessionId session, String text) {
    return "%s %s %s %s".formatted(kind, sender, session.value(), text);
  }

  /** Reads what {@link #wire} wrote; empty for kinds that a newer gateway tells. */
  static Optional<Signal> read(String wire) {
    String[] parts = wire.split(" ", PARTS);
    for (Kind kind : Kind.values()) {
      if (parts.length == PARTS && kind.name().equals(parts[0])) {
        return Optional.of(new Signal(kind, parts[1], new SessionId(parts[2]), parts[3]));
      }
    }
    return Optional.empty();
  }
}
