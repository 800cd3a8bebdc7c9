package dev.chatbrush.gateway.session;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.event.Event;
import dev.chatbrush.gateway.event.EventHub;
import dev.chatbrush.gateway.journal.EditStore;
import dev.chatbrush.gateway.revision.HeadView;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.HistoryService;
import dev.chatbrush.gateway.selection.SelectionService;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.storage.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** Begins sessions, shows them whole, and moves their heads. */
@ApplicationScoped
public class SessionService {
  private final Beginnings beginnings;
  private final SessionViews views;
  private final Database database;
  private final HistoryService histories;
  private final EditStore edits;
  private final SelectionService selections;
  private final EventHub hub;

  public SessionService(
      Beginnings beginnings,
      SessionViews views,
      Database database,
      HistoryService histories,
      EditStore edits,
      SelectionService selections,
      EventHub hub) {
    this.beginnings = beginnings;
    this.views = views;
    this.database = database;
    this.histories = histories;
    this.edits = edits;
    this.selections = selections;
    this.hub = hub;
  }

  /** A new session of a picture file. */
  public SessionView create(String fileName, byte[] file) {
    return get(beginnings.begin(fileName, file));
  }

  /** The session as it is now, or the failure SESSION_NOT_FOUND. */
  public SessionView get(SessionId session) {
    return views.get(session);
  }

  /** Moves the head; fails where there is nowhere to go, and while an edit runs. */
  public SessionView move(SessionId session, Function<History, History.Move> step) {
    database.change(transaction -> move(transaction, session, step));
    return get(session);
  }

  private void move(
      Transaction transaction, SessionId session, Function<History, History.Move> step) {
    histories.get(transaction.handle(), session);
    edits.requireIdle(transaction.handle(), session);
    History now = histories.move(transaction.handle(), session, step);
    selections.clear(transaction, session);
    transaction.afterCommit(() -> hub.publish(session, new Event("head", HeadView.from(now))));
  }
}
