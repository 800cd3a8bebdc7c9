package dev.chatbrush.gateway.journal;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.storage.GatewayName;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code edit}. Each method works in its caller's transaction. */
@ApplicationScoped
public class EditStore {
  private static final String ABANDONED =
      """
      state = 'running' and not exists (
        select 1 from gateway where id = edit.owner and lease_until >= current_timestamp)\
      """;

  private final Json json;
  private final GatewayName self;

  public EditStore(Json json, GatewayName self) {
    this.json = json;
    this.self = self;
  }

  /** Stores a running edit and makes it the session's one; fails with EDIT_RUNNING. */
  void begin(Handle handle, EditRow edit) {
    int claimed =
        handle
            .createUpdate(
                """
                update session set active_edit = :edit, version = version + 1
                where id = :id and active_edit is null\
                """)
            .bind("edit", edit.id())
            .bind("id", edit.session().value())
            .execute();
    if (claimed == 0) {
      throw running(handle, edit.session());
    }
    handle
        .createUpdate(
            """
            insert into edit (id, session_id, state, started_at, owner)
            values (:id, :session, :state, :at, :self)\
            """)
        .bind("self", self.value())
        .bind("id", edit.id())
        .bind("session", edit.session().value())
        .bind("state", edit.state())
        .bind("at", Database.moment(edit.startedAt()))
        .execute();
  }

  /** Fails with EDIT_RUNNING while an edit runs; the session's row stays locked until the end. */
  public void requireIdle(Handle handle, SessionId session) {
    int idle =
        handle
            .createUpdate(
                "update session set active_edit = null where id = :id and active_edit is null")
            .bind("id", session.value())
            .execute();
    if (idle == 0) {
      throw running(handle, session);
    }
  }

  private EditorException running(Handle handle, SessionId session) {
    Map<String, Object> fields =
        active(handle, session)
            .map(edit -> Map.<String, Object>of("editId", edit.editId()))
            .orElseGet(Map::of);
    return new EditorException(
        ProblemCode.EDIT_RUNNING,
        "An edit is running in this session. Wait for its end or cancel it.",
        fields);
  }

  /**
   * Locks a running edit of this gateway, so that nobody takes it over before the transaction ends;
   * fails with EDIT_INTERRUPTED where somebody has.
   */
  void hold(Handle handle, String id) {
    int held =
        handle
            .createUpdate(
                """
                update edit set owner = owner
                where id = :id and owner = :self and state = 'running'\
                """)
            .bind("id", id)
            .bind("self", self.value())
            .execute();
    if (held == 0) {
      throw new InterruptedEditException();
    }
  }

  /**
   * Makes a running edit this gateway's own where its owner runs no more; false otherwise, and
   * where somebody stores for it now. Waits for nobody.
   */
  boolean takeOver(Handle handle, String id) {
    boolean free =
        handle
            .createQuery(
                "select id from edit where id = :id and %s for update skip locked"
                    .formatted(ABANDONED))
            .bind("id", id)
            .mapTo(String.class)
            .findOne()
            .isPresent();
    if (free) {
      handle
          .createUpdate("update edit set owner = :self where id = :id")
          .bind("id", id)
          .bind("self", self.value())
          .execute();
    }
    return free;
  }

  /** Stores the end of an edit, and frees the session for the next. */
  void finish(Handle handle, SessionId session, EditOutcome outcome, Instant at) {
    handle
        .createUpdate(
            "update edit set state = :state, finished_at = :at, outcome = :outcome where id = :id")
        .bind("state", outcome.outcome())
        .bind("at", Database.moment(at))
        .bind("outcome", json.write(outcome))
        .bind("id", outcome.editId())
        .execute();
    handle
        .createUpdate(
            """
            update session set active_edit = null, version = version + 1
            where id = :session and active_edit = :id\
            """)
        .bind("session", session.value())
        .bind("id", outcome.editId())
        .execute();
  }

  Optional<EditRow> find(Handle handle, SessionId session, String id) {
    return handle
        .createQuery("select * from edit where session_id = :session and id = :id")
        .bind("session", session.value())
        .bind("id", id)
        .map((row, context) -> edit(row))
        .findOne();
  }

  /** The edit that runs in the session now. */
  public Optional<ActiveEdit> active(Handle handle, SessionId session) {
    return handle
        .createQuery(
            """
            select edit.id, edit.started_at from edit join session on session.active_edit = edit.id
            where session.id = :id\
            """)
        .bind("id", session.value())
        .map((row, context) -> new ActiveEdit(row.getString("id"), instant(row)))
        .findOne();
  }

  /** Edits that count as running and whose gateway runs no more. */
  List<EditRow> abandoned(Handle handle) {
    return handle
        .createQuery("select * from edit where %s order by started_at".formatted(ABANDONED))
        .map((row, context) -> edit(row))
        .list();
  }

  private EditRow edit(ResultSet row) throws SQLException {
    return new EditRow(
        row.getString("id"),
        new SessionId(row.getString("session_id")),
        row.getString("state"),
        instant(row),
        json.read(row.getString("outcome"), EditOutcome.class));
  }

  private static Instant instant(ResultSet row) throws SQLException {
    return row.getObject("started_at", OffsetDateTime.class).toInstant();
  }
}
