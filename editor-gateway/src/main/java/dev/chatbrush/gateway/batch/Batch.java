package dev.chatbrush.gateway.batch;

import dev.chatbrush.gateway.edit.EditRequest;
import dev.chatbrush.gateway.owner.Owner;
import java.time.Instant;
import java.util.List;

/** A batch and its pictures, as their rows. */
record Batch(
    BatchId id,
    Owner owner,
    EditRequest.Replay replay,
    State state,
    Instant createdAt,
    Instant finishedAt,
    List<BatchPicture> pictures) {
  /** In lower case as clients see it. */
  enum State {
    RUNNING,
    CANCELLING,
    COMPLETED,
    CANCELLED;

    boolean isOver() {
      return this == COMPLETED || this == CANCELLED;
    }
  }
}
