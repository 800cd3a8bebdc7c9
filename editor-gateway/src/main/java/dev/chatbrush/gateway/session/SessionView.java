package dev.chatbrush.gateway.session;

import dev.chatbrush.gateway.api.EntityTag;
import dev.chatbrush.gateway.journal.ActiveEdit;
import dev.chatbrush.gateway.journal.MessageView;
import dev.chatbrush.gateway.revision.RevisionView;
import dev.chatbrush.gateway.selection.SelectionView;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A session as a page needs it. {@code revision} is the head's; {@code selection} and {@code
 * activeEdit} are null where there is none; {@code version} rises with each change. It is deleted
 * after {@code keptUntil} unless somebody changes it; null where age ends none.
 */
@Schema(name = "Session")
public record SessionView(
    String id,
    long version,
    String name,
    Instant createdAt,
    int head,
    RevisionView revision,
    List<RevisionView> revisions,
    @Schema(nullable = true) SelectionView selection,
    List<MessageView> messages,
    boolean canUndo,
    boolean canRedo,
    @Schema(nullable = true) ActiveEdit activeEdit,
    @Schema(nullable = true) Instant keptUntil) {
  /** A strong one (RFC 9110, 8.8.3): the same tag, the same session. */
  public String etag() {
    return EntityTag.of(version);
  }
}
