package dev.chatbrush.gateway.share;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code session_share}. Each method works in its caller's transaction. */
@ApplicationScoped
public class ShareStore {
  void add(Handle handle, Share share, String hash) {
    handle
        .createUpdate(
            """
            insert into session_share (id, session_id, hash, may_edit, created_at, expires_at)
            values (:id, :session, :hash, :mayEdit, :createdAt, :expiresAt)\
            """)
        .bind("id", share.id())
        .bind("session", share.session().value())
        .bind("hash", hash)
        .bind("mayEdit", share.mayEdit())
        .bind("createdAt", Database.moment(share.createdAt()))
        .bind("expiresAt", Database.moment(share.expiresAt()))
        .execute();
  }

  Optional<Share> find(Handle handle, String hash) {
    return handle
        .createQuery("select * from session_share where hash = :hash")
        .bind("hash", hash)
        .map((row, context) -> share(row))
        .findOne();
  }

  /** Newest first. */
  List<Share> list(Handle handle, SessionId session) {
    return handle
        .createQuery(
            "select * from session_share where session_id = :id order by created_at desc, id")
        .bind("id", session.value())
        .map((row, context) -> share(row))
        .list();
  }

  /** Tells whether the session had it. */
  boolean remove(Handle handle, SessionId session, String id) {
    return handle
            .createUpdate("delete from session_share where session_id = :session and id = :id")
            .bind("session", session.value())
            .bind("id", id)
            .execute()
        > 0;
  }

  private static Share share(ResultSet row) throws SQLException {
    OffsetDateTime expiresAt = row.getObject("expires_at", OffsetDateTime.class);
    return new Share(
        row.getString("id"),
        new SessionId(row.getString("session_id")),
        row.getBoolean("may_edit"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        expiresAt == null ? null : expiresAt.toInstant());
  }
}
