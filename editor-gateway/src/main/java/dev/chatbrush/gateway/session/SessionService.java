package dev.chatbrush.gateway.session;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.event.Event;
import dev.chatbrush.gateway.event.EventHub;
import dev.chatbrush.gateway.journal.EditStore;
import dev.chatbrush.gateway.revision.HeadView;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.HistoryService;
import dev.chatbrush.gateway.revision.SessionVersions;
import dev.chatbrush.gateway.selection.SpentSelections;
import dev.chatbrush.gateway.storage.Transaction;
import dev.chatbrush.gateway.write.Write;
import dev.chatbrush.gateway.write.Writes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** Begins sessions, shows them whole, and moves their heads. */
@ApplicationScoped
public class SessionService {
  private final Beginnings beginnings;
  private final SessionViews views;
  private final Writes writes;
  private final HistoryService histories;
  private final EditStore edits;
  private final SpentSelections selections;
  private final EventHub hub;

  public SessionService(
      Beginnings beginnings,
      SessionViews views,
      Writes writes,
      HistoryService histories,
      EditStore edits,
      SpentSelections selections,
      EventHub hub) {
    this.beginnings = beginnings;
    this.views = views;
    this.writes = writes;
    this.histories = histories;
    this.edits = edits;
    this.selections = selections;
    this.hub = hub;
  }

  /** The tag of its state now, or the failure SESSION_NOT_FOUND. */
  String etag(SessionId session) {
    return views.etag(session);
  }

  /** A new session of a picture file. */
  public SessionView create(String fileName, byte[] file) {
    return create(Write.unconditional(null), fileName, file);
  }

  /** As {@link #create(String, byte[])}, once for each key. */
  public SessionView create(Write write, String fileName, byte[] file) {
    return writes.once(
        write,
        SessionView.class,
        () -> {
          Function<Transaction, SessionId> begin = beginnings.prepare(fileName, file);
          return transaction -> views.get(transaction.handle(), begin.apply(transaction));
        });
  }

  /** The session as it is now, or the failure SESSION_NOT_FOUND. */
  public SessionView get(SessionId session) {
    return views.get(session);
  }

  /** Moves the head; fails where there is nowhere to go, and while an edit runs. */
  public SessionView move(SessionId session, Function<History, History.Move> step) {
    return move(Write.unconditional(session), step);
  }

  /** As {@link #move(SessionId, Function)}, once for each key. */
  SessionView move(Write write, Function<History, History.Move> step) {
    return writes.onceFromReserve(
        write, SessionView.class, () -> transaction -> move(transaction, write, step));
  }

  private SessionView move(
      Transaction transaction, Write write, Function<History, History.Move> step) {
    SessionId session = write.session();
    History before = histories.get(transaction.handle(), session);
    SessionVersions.require(transaction.handle(), session, write.conditions());
    edits.requireIdle(transaction.handle(), session);
    History.Move move = step.apply(before);
    History now = histories.move(transaction.handle(), session, move);
    hub.publish(transaction, session, new Event("head", HeadView.from(now)));
    selections.follow(transaction, before, move);
    return views.get(transaction.handle(), session);
  }
}
