package dev.chatbrush.gateway.archive;

import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.api.RandomIds;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.gateway.journal.MessageStore;
import dev.chatbrush.gateway.journal.MessageView;
import dev.chatbrush.gateway.owner.Begun;
import dev.chatbrush.gateway.reference.ReferenceStore;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.HistoryStore;
import dev.chatbrush.gateway.revision.Origin;
import dev.chatbrush.gateway.selection.SelectionStore;
import dev.chatbrush.gateway.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** A session's rows as a manifest, and a manifest's as rows. Works in its caller's transaction. */
@ApplicationScoped
class ArchiveStore {
  private final HistoryStore histories;
  private final SelectionStore selections;
  private final MessageStore messages;
  private final ReferenceStore references;
  private final Json json;
  private final RandomIds ids;
  private final Clock clock;

  ArchiveStore(
      HistoryStore histories,
      SelectionStore selections,
      MessageStore messages,
      ReferenceStore references,
      Json json,
      RandomIds ids,
      Clock clock) {
    this.histories = histories;
    this.selections = selections;
    this.messages = messages;
    this.references = references;
    this.json = json;
    this.ids = ids;
    this.clock = clock;
  }

  /** The session now, or the failure SESSION_NOT_FOUND; what runs in it is not in it. */
  Manifest read(Handle handle, SessionId session) {
    History history = histories.find(handle, session).orElseThrow(session::notFound);
    List<Manifest.PastEdit> edits = edits(handle, session);
    List<String> ended = edits.stream().map(Manifest.PastEdit::id).toList();
    return new Manifest(
        Manifest.FORMAT,
        Manifest.VERSION,
        clock.instant(),
        history.name(),
        history.createdAt(),
        history.headNumber(),
        history.resetFrom(),
        histories.origin(handle, session).orElse(Origin.UNKNOWN),
        history.revisions(),
        selections.find(handle, session).orElse(null),
        selections.allSpent(handle, session),
        references.added(handle, session),
        edits,
        messages.list(handle, session).stream()
            .filter(message -> ended.contains(message.editId()))
            .toList());
  }

  private static List<Manifest.PastEdit> edits(Handle handle, SessionId session) {
    return handle
        .createQuery(
            """
            select * from edit where session_id = :id and finished_at is not null
            order by started_at, id\
            """)
        .bind("id", session.value())
        .map(
            (row, context) ->
                new Manifest.PastEdit(
                    row.getString("id"),
                    row.getString("state"),
                    instant(row, "started_at"),
                    instant(row, "finished_at")))
        .list();
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** Begins a session of that state; edits and messages get ids of their own. */
  void write(Handle handle, Begun begun, Manifest manifest) {
    SessionId session = begun.session();
    History history =
        new History(
            session,
            manifest.name(),
            manifest.createdAt(),
            manifest.head(),
            manifest.resetFrom(),
            manifest.revisions());
    histories.restore(handle, begun.owner(), history, manifest.origin());
    selections.restore(handle, session, manifest.selection(), manifest.spent());
    manifest.references().forEach(added -> references.restore(handle, session, added));
    Map<String, String> newIds = new HashMap<>();
    for (Manifest.PastEdit edit : manifest.edits()) {
      newIds.put(edit.id(), ids.next());
      insert(handle, history, newIds.get(edit.id()), edit);
    }
    for (MessageView message : manifest.messages()) {
      messages.add(handle, session, renamed(message, newIds.get(message.editId())));
    }
  }

  private MessageView renamed(MessageView message, String editId) {
    return new MessageView(
        ids.next(),
        message.role(),
        message.text(),
        message.at(),
        editId,
        message.revision(),
        message.problem(),
        message.question(),
        message.references());
  }

  /** What the message was answered with is told by the chat. */
  private void insert(Handle handle, History now, String id, Manifest.PastEdit edit) {
    EditOutcome outcome =
        new EditOutcome(
            id,
            edit.state(),
            null,
            List.of(),
            null,
            edit.state().equals(EditOutcome.QUESTION),
            now.headNumber(),
            now.canUndo(),
            now.canRedo(),
            List.of(),
            null);
    handle
        .createUpdate(
            """
            insert into edit (id, session_id, state, started_at, finished_at, outcome)
            values (:id, :session, :state, :began, :ended, :outcome)\
            """)
        .bind("id", id)
        .bind("session", now.session().value())
        .bind("state", edit.state())
        .bind("began", Database.moment(edit.startedAt()))
        .bind("ended", Database.moment(edit.finishedAt()))
        .bind("outcome", json.write(outcome))
        .execute();
  }
}
