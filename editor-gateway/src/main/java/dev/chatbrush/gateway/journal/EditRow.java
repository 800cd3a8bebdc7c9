package dev.chatbrush.gateway.journal;

import dev.chatbrush.gateway.api.SessionId;
import java.time.Instant;

/** An edit as it is stored; {@code outcome} is null while it runs. */
public record EditRow(
    String id, SessionId session, String state, Instant startedAt, EditOutcome outcome) {

  public boolean isRunning() {
    return state.equals(EditOutcome.RUNNING);
  }
}
