package dev.chatbrush.gateway.life;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.owner.Owner;
import dev.chatbrush.gateway.revision.SessionVersions;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.AbstractMap.SimpleEntry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Sessions among each other. Each method works in its caller's transaction. */
@ApplicationScoped
class LifeStore {
  /** Every picture that a session refers to, once. */
  private static final String PICTURES =
      """
      select session_id, image from revision where session_id in (<sessions>)
      union select session_id, mask from revision where session_id in (<sessions>)
      union select session_id, grown_mask from revision where session_id in (<sessions>)
      union select session_id, image from reference_picture where session_id in (<sessions>)
      union select session_id, image from recipe_reference where session_id in (<sessions>)
      union select id, origin_notes from session where id in (<sessions>)\
      """;

  private static final String REFERRED_TO =
      """
      select image from revision where image in (<images>)
      union select mask from revision where mask in (<images>)
      union select grown_mask from revision where grown_mask in (<images>)
      union select image from reference_picture where image in (<images>)
      union select image from recipe_reference where image in (<images>)
      union select origin_notes from session where origin_notes in (<images>)
      union select upload from batch_picture where upload in (<images>)\
      """;

  /** The owner's behind {@code cursor}, the last changed first. */
  List<ListedSession> list(Handle handle, Owner owner, Cursor cursor, int most) {
    return handle
        .createQuery(
            """
            select session.*, width, height,
              (select count(*) from revision made where made.session_id = session.id) as revisions
            from session join revision on revision.session_id = session.id and number = head
            where owner = :owner and (changed_at < :at or changed_at = :at and id < :id)
            order by changed_at desc, id desc
            fetch first :most rows only\
            """)
        .bind("owner", owner.value())
        .bind("at", Database.moment(cursor.changedAt()))
        .bind("id", cursor.id())
        .bind("most", most)
        .map((row, context) -> listed(row))
        .list();
  }

  private static ListedSession listed(ResultSet row) throws SQLException {
    return new ListedSession(
        new SessionId(row.getString("id")),
        row.getString("name"),
        instant(row, "created_at"),
        instant(row, "changed_at"),
        row.getInt("head"),
        row.getInt("width"),
        row.getInt("height"),
        row.getInt("revisions"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** Those that nobody has changed since {@code moment} and in which no edit runs, oldest first. */
  List<SessionId> unchangedSince(Handle handle, Instant moment, int most) {
    return handle
        .createQuery(
            """
            select id from session where changed_at < :moment and active_edit is null
            order by changed_at, id fetch first :most rows only\
            """)
        .bind("moment", Database.moment(moment))
        .bind("most", most)
        .map((row, context) -> new SessionId(row.getString("id")))
        .list();
  }

  /** Whether it still is as {@link #unchangedSince} saw it; its row stays locked until the end. */
  boolean isStillUnchanged(Handle handle, SessionId session, Instant moment) {
    return handle
        .createQuery(
            """
            select id from session
            where id = :id and changed_at < :moment and active_edit is null for update\
            """)
        .bind("id", session.value())
        .bind("moment", Database.moment(moment))
        .mapTo(String.class)
        .findOne()
        .isPresent();
  }

  /** The pictures, masks and notes of each; one without any is left out. */
  Map<SessionId, Set<BlobId>> pictures(Handle handle, Collection<SessionId> sessions) {
    if (sessions.isEmpty()) {
      return Map.of();
    }
    return handle
        .createQuery(PICTURES)
        .bindList("sessions", sessions.stream().map(SessionId::value).toList())
        .map((row, context) -> new SimpleEntry<>(row.getString(1), row.getString(2)))
        .stream()
        .filter(entry -> entry.getValue() != null)
        .collect(
            Collectors.groupingBy(
                entry -> new SessionId(entry.getKey()),
                Collectors.mapping(entry -> new BlobId(entry.getValue()), Collectors.toSet())));
  }

  /** The pictures, masks and notes of all of an owner's, each once. */
  Set<BlobId> pictures(Handle handle, Owner owner) {
    return handle
        .createQuery(PICTURES.replace("<sessions>", "select id from session where owner = :owner"))
        .bind("owner", owner.value())
        .map((row, context) -> row.getString(2))
        .stream()
        .filter(Objects::nonNull)
        .map(BlobId::new)
        .collect(Collectors.toSet());
  }

  /** Which of these any session refers to. */
  Set<BlobId> referredTo(Handle handle, Collection<BlobId> images) {
    return handle
        .createQuery(REFERRED_TO)
        .bindList("images", images.stream().map(BlobId::value).toList())
        .map((row, context) -> new BlobId(row.getString(1)))
        .set();
  }

  /** Calls it otherwise; fails with SESSION_NOT_FOUND. */
  void rename(Handle handle, SessionId session, String name) {
    SessionVersions.raise(handle, session);
    handle
        .createUpdate("update session set name = :name where id = :id")
        .bind("name", name)
        .bind("id", session.value())
        .execute();
  }
}
