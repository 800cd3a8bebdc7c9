package dev.chatbrush.gateway.chat;

import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.gateway.journal.EditRow;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An edit at its address. {@code outcome} is null while it runs, then what the message was answered
 * with; of a failed edit it holds the problem.
 */
@Schema(name = "Edit")
public record EditView(
    String editId,
    @Schema(enumeration = {"running", "completed", "cancelled", "failed", "question", "answered"})
        String state,
    Instant startedAt,
    @Schema(nullable = true) EditOutcome outcome) {

  static EditView from(EditRow row) {
    return new EditView(row.id(), row.state(), row.startedAt(), row.outcome());
  }

  boolean runs() {
    return outcome == null;
  }
}
