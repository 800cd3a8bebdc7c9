package dev.chatbrush.gateway.chat;

import dev.chatbrush.gateway.edit.EditEvents;
import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.gateway.journal.EditRow;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An edit at its address. {@code outcome} is null while it runs, then what the message was answered
 * with; of a failed edit it holds the problem. {@code waiting} is null unless it waits for its turn
 * on this gateway.
 */
@Schema(name = "Edit")
public record EditView(
    String editId,
    @Schema(enumeration = {"running", "completed", "cancelled", "failed", "question", "answered"})
        String state,
    Instant startedAt,
    @Schema(nullable = true) EditOutcome outcome,
    @Schema(nullable = true) EditEvents.Waiting waiting) {

  static EditView from(EditRow row, Optional<EditEvents.Waiting> waiting) {
    return new EditView(
        row.id(), row.state(), row.startedAt(), row.outcome(), waiting.orElse(null));
  }

  boolean runs() {
    return outcome == null;
  }
}
