package dev.chatbrush.gateway.event;

import dev.chatbrush.gateway.api.SessionId;
import org.jdbi.v3.core.Handle;

/** Gives the data of an event that is kept without them. */
public interface CurrentData {
  /** The name of the event. */
  String event();

  /** What the session's tables hold now. */
  Object now(Handle handle, SessionId session);
}
