package dev.chatbrush.gateway.revision;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.owner.Owner;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.imaging.codec.file.ImageFormat;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The tables {@code session} and {@code revision}. Each method works in its caller's transaction.
 */
@ApplicationScoped
public class HistoryStore {
  private final Json json;

  public HistoryStore(Json json) {
    this.json = json;
  }

  /** A new session whose head is {@code first}. */
  public void create(
      Handle handle,
      SessionId session,
      Owner owner,
      String name,
      Instant createdAt,
      Origin origin,
      Revision first) {
    handle
        .createUpdate(
            """
            insert into session (id, owner, name, created_at, origin_format, origin_notes, head)
            values (:id, :owner, :name, :at, :format, :notes, :head)\
            """)
        .bind("id", session.value())
        .bind("owner", owner.value())
        .bind("name", name)
        .bind("at", Database.moment(createdAt))
        .bind("format", origin.format().name())
        .bind("notes", text(origin.notes()))
        .bind("head", first.number())
        .execute();
    insert(handle, session, first);
  }

  /** A new session that is as {@code history} says. */
  public void restore(Handle handle, Owner owner, History history, Origin origin) {
    SessionId session = history.session();
    create(
        handle, session, owner, history.name(), history.createdAt(), origin, history.revision(1));
    history.revisions().stream().skip(1).forEach(later -> insert(handle, session, later));
    handle
        .createUpdate("update session set head = :head, reset_from = :resetFrom where id = :id")
        .bind("head", history.headNumber())
        .bind("resetFrom", history.resetFrom())
        .bind("id", session.value())
        .execute();
  }

  /** What the session's picture came as; empty when there is no such session, or none is noted. */
  public Optional<Origin> origin(Handle handle, SessionId session) {
    return handle
        .createQuery(
            """
            select origin_format, origin_notes from session
            where id = :id and origin_format is not null\
            """)
        .bind("id", session.value())
        .map(
            (row, context) ->
                new Origin(
                    ImageFormat.valueOf(row.getString("origin_format")), blob(row, "origin_notes")))
        .findOne();
  }

  /** The session's history as it is now; empty when there is no such session. */
  public Optional<History> find(Handle handle, SessionId session) {
    // The head first: revisions only become more, so the one that it names is among those.
    return handle
        .createQuery("select name, created_at, head, reset_from from session where id = :id")
        .bind("id", session.value())
        .map(
            (row, context) ->
                new Head(
                    row.getString("name"),
                    instant(row, "created_at"),
                    row.getInt("head"),
                    row.getObject("reset_from", Integer.class)))
        .findOne()
        .map(
            head ->
                new History(
                    session,
                    head.name(),
                    head.createdAt(),
                    head.number(),
                    head.resetFrom(),
                    all(handle, session)));
  }

  private record Head(String name, Instant createdAt, int number, Integer resetFrom) {}

  private List<Revision> all(Handle handle, SessionId session) {
    return handle
        .createQuery("select * from revision where session_id = :id order by number")
        .bind("id", session.value())
        .map((row, context) -> revision(row))
        .list();
  }

  /**
   * Adds {@code children} of one revision and makes the first the head in its place.
   *
   * @throws EditorException HEAD_MOVED when the parent is no longer the head
   */
  public void append(Handle handle, SessionId session, List<Revision> children) {
    // First, for it locks the session: who comes second finds the head moved, not numbers taken.
    Revision first = children.get(0);
    move(handle, session, new History.Move(first.parent(), first.number(), false, Map.of()));
    children.forEach(child -> insert(handle, session, child));
  }

  /**
   * Moves the head.
   *
   * @throws EditorException HEAD_MOVED when it is no longer where {@code move} starts
   */
  public void move(Handle handle, SessionId session, History.Move move) {
    int moved =
        handle
            .createUpdate(
                """
                update session set head = :to, reset_from = :resetFrom, %s
                where id = :id and head = :from\
                """
                    .formatted(SessionVersions.RAISED))
            .bind("id", session.value())
            .bind("from", move.from())
            .bind("to", move.to())
            .bind("resetFrom", move.reset() ? move.from() : null)
            .execute();
    if (moved == 0) {
      throw new EditorException(
          ProblemCode.HEAD_MOVED,
          "Another page changed this session at the same moment. Look at it and try again.");
    }
    move.redo().forEach((parent, child) -> linkRedo(handle, session, parent, child));
  }

  private static void linkRedo(Handle handle, SessionId session, int parent, int child) {
    handle
        .createUpdate(
            "update revision set redo = :child where session_id = :id and number = :parent")
        .bind("id", session.value())
        .bind("parent", parent)
        .bind("child", child)
        .execute();
  }

  private void insert(Handle handle, SessionId session, Revision revision) {
    handle
        .createUpdate(
            """
            insert into revision (session_id, number, parent, redo, width, height, image,
                                  see_through, mask, grown_mask, recipe, created_at)
            values (:session, :number, :parent, :redo, :width, :height, :image, :seeThrough,
                    :mask, :grownMask, :recipe, :createdAt)\
            """)
        .bind("session", session.value())
        .bind("number", revision.number())
        .bind("parent", revision.parent())
        .bind("redo", revision.redo())
        .bind("width", revision.width())
        .bind("height", revision.height())
        .bind("image", revision.image().value())
        .bind("seeThrough", revision.seeThrough())
        .bind("mask", text(revision.mask()))
        .bind("grownMask", text(revision.grownMask()))
        .bind("recipe", revision.recipe() == null ? null : json.write(revision.recipe()))
        .bind("createdAt", Database.moment(revision.createdAt()))
        .execute();
    if (revision.recipe() != null) {
      revision.recipe().references().stream()
          .distinct()
          .forEach(image -> insertReference(handle, session, revision.number(), image));
    }
  }

  private static void insertReference(Handle handle, SessionId session, int number, String image) {
    handle
        .createUpdate(
            "insert into recipe_reference (session_id, revision, image) values (:id, :number, :image)")
        .bind("id", session.value())
        .bind("number", number)
        .bind("image", image)
        .execute();
  }

  private Revision revision(ResultSet row) throws SQLException {
    return new Revision(
        row.getInt("number"),
        row.getObject("parent", Integer.class),
        row.getObject("redo", Integer.class),
        row.getInt("width"),
        row.getInt("height"),
        new BlobId(row.getString("image")),
        row.getBoolean("see_through"),
        blob(row, "mask"),
        blob(row, "grown_mask"),
        json.read(row.getString("recipe"), Recipe.class),
        instant(row, "created_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static BlobId blob(ResultSet row, String column) throws SQLException {
    String value = row.getString(column);
    return value == null ? null : new BlobId(value);
  }

  private static String text(BlobId id) {
    return id == null ? null : id.value();
  }
}
