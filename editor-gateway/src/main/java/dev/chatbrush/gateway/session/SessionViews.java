package dev.chatbrush.gateway.session;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.journal.EditStore;
import dev.chatbrush.gateway.journal.MessageStore;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.HistoryService;
import dev.chatbrush.gateway.revision.RevisionView;
import dev.chatbrush.gateway.selection.SelectionService;
import dev.chatbrush.gateway.selection.SelectionView;
import dev.chatbrush.gateway.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reads all that a page shows of a session. */
@ApplicationScoped
public class SessionViews {
  private final Database database;
  private final HistoryService histories;
  private final SelectionService selections;
  private final MessageStore messages;
  private final EditStore edits;

  public SessionViews(
      Database database,
      HistoryService histories,
      SelectionService selections,
      MessageStore messages,
      EditStore edits) {
    this.database = database;
    this.histories = histories;
    this.selections = selections;
    this.messages = messages;
    this.edits = edits;
  }

  /** The session as it is now, or the failure SESSION_NOT_FOUND. */
  SessionView get(SessionId session) {
    SelectionView selection = selections.find(session).orElse(null);
    return database.read(handle -> view(handle, histories.get(handle, session), selection));
  }

  private SessionView view(Handle handle, History history, SelectionView selection) {
    SessionId session = history.session();
    List<RevisionView> revisions =
        history.revisions().stream().map(revision -> RevisionView.from(session, revision)).toList();
    return new SessionView(
        session.value(),
        history.name(),
        history.createdAt(),
        history.headNumber(),
        revisions.get(history.headNumber() - 1),
        revisions,
        selection,
        messages.list(handle, session),
        history.canUndo(),
        history.canRedo(),
        edits.active(handle, session).orElse(null));
  }
}
