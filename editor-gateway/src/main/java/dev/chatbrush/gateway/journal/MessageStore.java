package dev.chatbrush.gateway.journal;

import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.api.Problem;
import dev.chatbrush.gateway.api.RandomIds;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The table {@code message}. Each method works in its caller's transaction. */
@ApplicationScoped
public class MessageStore {
  private final Json json;
  private final RandomIds ids;
  private final Clock clock;

  public MessageStore(Json json, RandomIds ids, Clock clock) {
    this.json = json;
    this.ids = ids;
    this.clock = clock;
  }

  /** Adds what the person said. */
  MessageView asked(Handle handle, EditRow edit, String text, List<String> references) {
    MessageView message =
        new MessageView(
            ids.next(),
            MessageView.USER,
            text,
            clock.instant(),
            edit.id(),
            null,
            null,
            false,
            references);
    add(handle, edit.session(), message);
    return message;
  }

  /** Adds what the assistant says at the end. */
  MessageView answered(Handle handle, History now, EditResults made, Ending ending) {
    MessageView message =
        new MessageView(
            ids.next(),
            MessageView.ASSISTANT,
            ending.text(),
            clock.instant(),
            ending.editId(),
            ending.problem() == null ? made.numberToShow(now.headNumber()) : null,
            ending.problem(),
            ending.asks(),
            List.of());
    add(handle, now.session(), message);
    return message;
  }

  /** Adds a line to the chat. */
  public void add(Handle handle, SessionId session, MessageView message) {
    handle
        .createUpdate(
            """
            insert into message (id, session_id, place, edit_id, role, body, created_at, revision,
                                 problem, question, reference_images)
            values (:id, :session,
                    (select coalesce(max(place), 0) + 1 from message where session_id = :session),
                    :edit, :role, :body, :at, :revision, :problem, :question, :references)\
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
        .bind(
            "references", message.references().isEmpty() ? null : json.write(message.references()))
        .execute();
  }

  /** The whole chat, oldest first. */
  public List<MessageView> list(Handle handle, SessionId session) {
    return handle
        .createQuery("select * from message where session_id = :id order by place")
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
                    row.getBoolean("question"),
                    references(row.getString("reference_images"))))
        .list();
  }

  private List<String> references(String stored) {
    return stored == null ? List.of() : List.of(json.read(stored, String[].class));
  }
}
