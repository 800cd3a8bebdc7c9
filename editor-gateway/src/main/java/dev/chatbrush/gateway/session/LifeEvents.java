package dev.chatbrush.gateway.session;

import dev.chatbrush.gateway.event.Event;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What pages are told of a session's life. */
public final class LifeEvents {
  private LifeEvents() {}

  /** Why a session has gone. */
  public enum Reason {
    /** Somebody has deleted it. */
    ASKED,
    /** Nobody changed it for as long as chatbrush.session.keep-for. */
    AGE,
    /** All pictures together had more bytes than chatbrush.session.quota. */
    QUOTA
  }

  @Schema(name = "RenamedEvent")
  public record Renamed(String name) {}

  @Schema(name = "DeletedEvent")
  public record Deleted(@Schema(enumeration = {"asked", "age", "quota"}) String reason) {}

  public static Event renamed(String name) {
    return new Event("renamed", new Renamed(name));
  }

  /** A session's last; nothing of the session is kept, nor is this. */
  public static Event deleted(Reason reason) {
    return Event.passing("deleted", new Deleted(reason.name().toLowerCase(Locale.ROOT)));
  }
}
