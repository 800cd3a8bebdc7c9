package dev.chatbrush.gateway.session;

import dev.chatbrush.gateway.api.EntityTag;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.journal.EditStore;
import dev.chatbrush.gateway.journal.MessageStore;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.HistoryService;
import dev.chatbrush.gateway.revision.RevisionView;
import dev.chatbrush.gateway.revision.SessionVersions;
import dev.chatbrush.gateway.selection.SelectionService;
import dev.chatbrush.gateway.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads all that a page shows of a session. */
@ApplicationScoped
public class SessionViews {
  private final Database database;
  private final HistoryService histories;
  private final SelectionService selections;
  private final MessageStore messages;
  private final EditStore edits;
  private final Optional<Duration> keepFor;

  public SessionViews(
      Database database,
      HistoryService histories,
      SelectionService selections,
      MessageStore messages,
      EditStore edits,
      SessionConfig config) {
    this.database = database;
    this.histories = histories;
    this.selections = selections;
    this.messages = messages;
    this.edits = edits;
    this.keepFor = config.keepFor();
  }

  /** The session as it is now, or the failure SESSION_NOT_FOUND. */
  SessionView get(SessionId session) {
    return database.read(handle -> unmoved(handle, session));
  }

  /** The tag of what {@link #get} would give. */
  String etag(SessionId session) {
    return EntityTag.of(database.read(handle -> SessionVersions.get(handle, session)));
  }

  /** What changes while its parts are read is read again, since its tag must stand for all. */
  private SessionView unmoved(Handle handle, SessionId session) {
    SessionView view;
    do {
      view = get(handle, session);
    } while (view.version() != SessionVersions.get(handle, session));
    return view;
  }

  /** As {@link #get(SessionId)} for who holds the session's row. */
  SessionView get(Handle handle, SessionId session) {
    long version = SessionVersions.get(handle, session);
    History history = histories.get(handle, session);
    List<RevisionView> revisions =
        history.revisions().stream().map(revision -> RevisionView.from(session, revision)).toList();
    return new SessionView(
        session.value(),
        version,
        history.name(),
        history.createdAt(),
        history.headNumber(),
        revisions.get(history.headNumber() - 1),
        revisions,
        selections.find(handle, session).orElse(null),
        messages.list(handle, session),
        history.canUndo(),
        history.canRedo(),
        edits.active(handle, session).orElse(null),
        keepFor.map(SessionVersions.changedAt(handle, session)::plus).orElse(null));
  }
}
