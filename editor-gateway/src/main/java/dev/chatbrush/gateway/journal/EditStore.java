package dev.chatbrush.gateway.journal;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.revision.SessionVersions;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.storage.GatewayName;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code edit}. Each method works in its caller's transaction. */
@ApplicationScoped
public class EditStore {
  private final Json json;
  private final GatewayName self;

  public EditStore(Json json, GatewayName self) {
    this.json = json;
    this.self = self;
  }

  /** Stores a running edit and makes it the session's one; fails with EDIT_RUNNING. */
  void begin(Handle handle, EditRow edit, Object request) {
    int claimed =
        handle
            .createUpdate(
                """
                update session set active_edit = :edit, %s
                where id = :id and active_edit is null\
                """
                    .formatted(SessionVersions.RAISED))
            .bind("edit", edit.id())
            .bind("id", edit.session().value())
            .execute();
    if (claimed == 0) {
      throw running(handle, edit.session());
    }
    handle
        .createUpdate(
            """
            insert into edit (id, session_id, state, started_at, owner, request)
            values (:id, :session, :state, :at, :self, :request)\
            """)
        .bind("request", json.write(request))
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
    SessionVersions.get(handle, session); // or there is none
    Map<String, Object> fields =
        active(handle, session)
            .map(edit -> Map.<String, Object>of("editId", edit.editId()))
            .orElseGet(Map::of);
    return new EditorException(
        ProblemCode.EDIT_RUNNING,
        "An edit is running in this session. Wait for its end or cancel it.",
        fields);
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
        .createUpdate("delete from edit_preview where edit_id = :id")
        .bind("id", outcome.editId())
        .execute();
    handle
        .createUpdate(
            """
            update session set active_edit = null, %s
            where id = :session and active_edit = :id\
            """
                .formatted(SessionVersions.RAISED))
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

  EditRow edit(ResultSet row) throws SQLException {
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
