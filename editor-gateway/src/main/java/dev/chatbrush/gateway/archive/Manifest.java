package dev.chatbrush.gateway.archive;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.chatbrush.gateway.journal.MessageView;
import dev.chatbrush.gateway.reference.AddedPicture;
import dev.chatbrush.gateway.revision.Origin;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.selection.StoredSelection;
import dev.chatbrush.gateway.storage.BlobId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All of a session but its pictures' bytes: the file {@code manifest.json}. Names here are the
 * format's: who changes one raises {@link #VERSION} and reads the old one too.
 *
 * @param spent what was selected when a revision was made, by the revision's number
 */
record Manifest(
    String format,
    int version,
    Instant exportedAt,
    String name,
    Instant createdAt,
    int head,
    Integer resetFrom,
    Origin origin,
    List<Revision> revisions,
    StoredSelection selection,
    Map<Integer, StoredSelection> spent,
    List<AddedPicture> references,
    List<PastEdit> edits,
    List<MessageView> messages) {
  static final String FORMAT = "chatbrush-session";
  static final int VERSION = 1;

  /** An edit that has ended; messages name it. */
  record PastEdit(String id, String state, Instant startedAt, Instant finishedAt) {}

  /** Every file that it names. */
  @JsonIgnore
  Set<BlobId> files() {
    Set<BlobId> files = new LinkedHashSet<>();
    for (Revision revision : revisions) {
      Stream.of(revision.image(), revision.mask(), revision.grownMask())
          .filter(Objects::nonNull)
          .forEach(files::add);
      if (revision.recipe() != null) {
        revision.recipe().references().stream().map(BlobId::new).forEach(files::add);
      }
    }
    references.forEach(reference -> files.add(reference.image()));
    if (origin.notes() != null) {
      files.add(origin.notes());
    }
    return files;
  }
}
