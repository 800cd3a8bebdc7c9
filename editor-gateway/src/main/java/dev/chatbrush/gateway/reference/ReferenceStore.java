package dev.chatbrush.gateway.reference;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The table {@code reference_picture}. Each method works in its caller's transaction. */
@ApplicationScoped
public class ReferenceStore {
  private final Clock clock;

  public ReferenceStore(Clock clock) {
    this.clock = clock;
  }

  /** Adds it, unless the session has it. Who calls holds the session's row. */
  void add(Handle handle, SessionId session, Reference reference) {
    if (list(handle, session).stream()
        .noneMatch(known -> known.image().equals(reference.image()))) {
      AddedPicture added =
          new AddedPicture(
              reference.image(),
              reference.width(),
              reference.height(),
              reference.seeThrough(),
              clock.instant());
      restore(handle, session, added);
    }
  }

  /** Adds one that the session has not, as it was added elsewhere. */
  public void restore(Handle handle, SessionId session, AddedPicture added) {
    handle
        .createUpdate(
            """
            insert into reference_picture (session_id, image, width, height, see_through, added_at)
            values (:session, :image, :width, :height, :seeThrough, :at)\
            """)
        .bind("session", session.value())
        .bind("image", added.image().value())
        .bind("width", added.width())
        .bind("height", added.height())
        .bind("seeThrough", added.seeThrough())
        .bind("at", Database.moment(added.addedAt()))
        .execute();
  }

  /** All of the session, oldest first. */
  List<Reference> list(Handle handle, SessionId session) {
    return added(handle, session).stream().map(AddedPicture::reference).toList();
  }

  /** As {@link #list}, and when each was added. */
  public List<AddedPicture> added(Handle handle, SessionId session) {
    return handle
        .createQuery(
            "select * from reference_picture where session_id = :id order by added_at, image")
        .bind("id", session.value())
        .map(
            (row, context) ->
                new AddedPicture(
                    new BlobId(row.getString("image")),
                    row.getInt("width"),
                    row.getInt("height"),
                    row.getBoolean("see_through"),
                    row.getObject("added_at", OffsetDateTime.class).toInstant()))
        .list();
  }
}
