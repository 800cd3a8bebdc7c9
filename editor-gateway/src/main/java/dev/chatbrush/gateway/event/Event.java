package dev.chatbrush.gateway.event;

import java.util.Objects;

/** Something that pages are told by SSE: its name, and an object that becomes JSON. */
public record Event(String name, Object data) {
  public Event {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(data, "data");
  }
}
