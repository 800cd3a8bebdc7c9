package dev.chatbrush.gateway.journal;

import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.api.Problem;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The table {@code message}. Each method works in its caller's transaction. */
@ApplicationScoped
public class MessageStore {
  private final Json json;

  public MessageStore(Json json) {
    this.json = json;
  }

  void add(Handle handle, SessionId session, MessageView message) {
    handle
        .createUpdate(
            """
            insert into message (id, session_id, edit_id, role, body, created_at, revision, problem,
                                 question)
            values (:id, :session, :edit, :role, :body, :at, :revision, :problem, :question)\
            """)
        .bind("id", message.id())
        .bind("session", session.value())
        .bind("edit", message.editId())
        .bind("role", message.role())
        .bind("body", message.text())
        .bind("at", Database.moment(message.at()))
        .bind("revision", message.revision())
        .bind("problem", message.problem() == null ? null : json.write(message.problem()))
        .bind("question", message.question())
        .execute();
  }

  /** The whole chat, oldest first. */
  public List<MessageView> list(Handle handle, SessionId session) {
    return handle
        .createQuery("select * from message where session_id = :id order by id")
        .bind("id", session.value())
        .map(
            (row, context) ->
                new MessageView(
                    row.getString("id"),
                    row.getString("role"),
                    row.getString("body"),
                    row.getObject("created_at", OffsetDateTime.class).toInstant(),
                    row.getString("edit_id"),
                    row.getObject("revision", Integer.class),
                    json.read(row.getString("problem"), Problem.class),
                    row.getBoolean("question")))
        .list();
  }
}
