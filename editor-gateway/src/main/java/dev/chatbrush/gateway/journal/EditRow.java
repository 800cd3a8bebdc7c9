package dev.chatbrush.gateway.journal;

import dev.chatbrush.gateway.api.SessionId;
import java.time.Instant;

/** An edit as it is stored; {@code outcome} is null while it runs, key and hash where none came. */
public record EditRow(
    String id,
    SessionId session,
    String state,
    Instant startedAt,
    String idempotencyKey,
    String requestHash,
    EditOutcome outcome) {

  public boolean isRunning() {
    return state.equals(EditOutcome.RUNNING);
  }
}
