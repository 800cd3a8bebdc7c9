package dev.chatbrush.gateway.chat;

import dev.chatbrush.gateway.api.SessionId;
import java.time.Instant;

/** An edit as it is stored; {@code outcome} is null while it runs, key and hash where none came. */
record EditRow(
    String id,
    SessionId session,
    String state,
    Instant startedAt,
    String idempotencyKey,
    String requestHash,
    EditOutcome outcome) {

  boolean isRunning() {
    return state.equals(EditOutcome.RUNNING);
  }
}
