package dev.chatbrush.gateway.event;

import java.util.Objects;

/**
 * Something that pages are told by SSE: its name, and an object that becomes JSON.
 *
 * @param number its place among the session's events; 0 where it has none
 */
public record Event(String name, Object data, Lasting lasting, long number) {

  /** Whether who comes back later is told it too. */
  public enum Lasting {
    /** Kept as it is. */
    KEPT,
    /** Kept without its data, which are large: they are what a {@link CurrentData} gives then. */
    CURRENT,
    /** Not kept: the next one takes its place. */
    PASSING
  }

  public Event {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(data, "data");
  }

  public Event(String name, Object data) {
    this(name, data, Lasting.KEPT, 0);
  }

  public static Event passing(String name, Object data) {
    return new Event(name, data, Lasting.PASSING, 0);
  }

  public static Event current(String name, Object data) {
    return new Event(name, data, Lasting.CURRENT, 0);
  }

  public boolean passes() {
    return lasting == Lasting.PASSING;
  }

  Event numbered(long place) {
    return new Event(name, data, lasting, place);
  }
}
