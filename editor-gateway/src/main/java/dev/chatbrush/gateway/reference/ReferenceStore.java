package dev.chatbrush.gateway.reference;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
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
    if (list(handle, session).stream().anyMatch(known -> known.image().equals(reference.image()))) {
      return;
    }
    handle
        .createUpdate(
            """
            insert into reference_picture (session_id, image, width, height, see_through, added_at)
            values (:session, :image, :width, :height, :seeThrough, :at)\
            """)
        .bind("session", session.value())
        .bind("image", reference.image().value())
        .bind("width", reference.width())
        .bind("height", reference.height())
        .bind("seeThrough", reference.seeThrough())
        .bind("at", Database.moment(clock.instant()))
        .execute();
  }

  /** All of the session, oldest first. */
  List<Reference> list(Handle handle, SessionId session) {
    return handle
        .createQuery(
            "select * from reference_picture where session_id = :id order by added_at, image")
        .bind("id", session.value())
        .map(
            (row, context) ->
                new Reference(
                    new BlobId(row.getString("image")),
                    row.getInt("width"),
                    row.getInt("height"),
                    row.getBoolean("see_through")))
        .list();
  }
}
