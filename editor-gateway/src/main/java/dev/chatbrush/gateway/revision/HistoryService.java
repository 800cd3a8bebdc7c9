package dev.chatbrush.gateway.revision;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reads and moves through histories. Nothing is ever thrown away. */
@ApplicationScoped
public class HistoryService {
  private final Database database;
  private final HistoryStore store;

  public HistoryService(Database database, HistoryStore store) {
    this.database = database;
    this.store = store;
  }

  /** The history, or the failure SESSION_NOT_FOUND. */
  public History get(SessionId session) {
    return database.read(handle -> get(handle, session));
  }

  /** What the session's picture came as. */
  public Origin origin(SessionId session) {
    return database.read(handle -> store.origin(handle, session)).orElse(Origin.UNKNOWN);
  }

  /** As {@link #get(SessionId)} within a transaction. */
  public History get(Handle handle, SessionId session) {
    return store.find(handle, session).orElseThrow(session::notFound);
  }

  /**
   * Adds {@code drafts} to the head, all as its children, and makes the first of them the head in
   * its place; gives them as they are stored.
   */
  public List<Revision> append(
      Handle handle, SessionId session, List<Revision> drafts, Instant now) {
    int number = get(handle, session).nextNumber();
    List<Revision> children = new ArrayList<>();
    for (Revision draft : drafts) {
      children.add(draft.stored(number + children.size(), now));
    }
    store.append(handle, session, children);
    return children;
  }

  /** Moves the head; gives the history after it. */
  public History move(Handle handle, SessionId session, History.Move move) {
    store.move(handle, session, move);
    return get(handle, session);
  }
}
