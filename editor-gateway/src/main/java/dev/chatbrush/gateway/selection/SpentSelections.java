package dev.chatbrush.gateway.selection;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.HistoryService;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.revision.SessionVersions;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.storage.Transaction;
import dev.chatbrush.gateway.write.WriteConditions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What was selected for edits: kept with what they made, and selected again. */
@ApplicationScoped
public class SpentSelections {
  private final HistoryService histories;
  private final SelectionService selections;
  private final SelectionStore store;
  private final Preparer preparer;
  private final Database database;

  public SpentSelections(
      HistoryService histories,
      SelectionService selections,
      SelectionStore store,
      Preparer preparer,
      Database database) {
    this.histories = histories;
    this.selections = selections;
    this.store = store;
    this.preparer = preparer;
    this.database = database;
  }

  /**
   * What is selected becomes what {@code made} were made with; then nothing is selected, and they
   * are made ready for being drawn on.
   */
  public void spend(Transaction transaction, SessionId session, List<Revision> made) {
    store.spend(transaction.handle(), session, made);
    selections.clear(transaction, session);
    transaction.afterCommit(() -> made.forEach(revision -> preparer.prepare(revision.image())));
  }

  /** As {@link #follow}, before a step on the picture moved to: what is selected is for that. */
  public void stay(Transaction transaction, History before, History.Move move) {
    boolean selected = store.find(transaction.handle(), before.session()).isPresent();
    if (!selected || !before.sameFrame(move.from(), move.to())) {
      follow(transaction, before, move);
    }
  }

  /**
   * After the head moved: where an edit was taken back, what it was asked for is selected again;
   * else nothing is.
   */
  public void follow(Transaction transaction, History before, History.Move move) {
    Optional<StoredSelection> spent =
        before.takesBack(move)
            ? store.spent(transaction.handle(), before.session(), move.from())
            : Optional.empty();
    if (spent.isPresent()) {
      bringBack(transaction, before.session(), spent.get());
    } else {
      selections.clear(transaction, before.session());
    }
  }

  /**
   * Selects anew what was selected last, where that lies on the head as it did; else fails with
   * SELECTION_NOT_FOUND.
   */
  SelectionView again(SessionId session, WriteConditions conditions) {
    return database.write(
        transaction -> {
          SessionVersions.require(transaction.handle(), session, conditions);
          StoredSelection last =
              last(transaction.handle(), session)
                  .orElseThrow(
                      () ->
                          new EditorException(
                              ProblemCode.SELECTION_NOT_FOUND,
                              "Nothing was selected for an edit of this picture yet. PUT a point,"
                                  + " a box or a stroke to selection."));
          bringBack(transaction, session, last);
          return last.view();
        });
  }

  /** What was selected for the last edit that had a selection, where it lies as it did. */
  public Optional<SelectionView> last(SessionId session) {
    return database.read(handle -> last(handle, session).map(StoredSelection::view));
  }

  private Optional<StoredSelection> last(Handle handle, SessionId session) {
    History history = histories.get(handle, session);
    Revision at = history.head();
    while (at.parent() != null && history.sameFrame(at.parent(), history.headNumber())) {
      Optional<StoredSelection> spent = store.spent(handle, session, at.number());
      if (spent.isPresent()) {
        return spent;
      }
      at = history.revision(at.parent());
    }
    return Optional.empty();
  }

  private void bringBack(Transaction transaction, SessionId session, StoredSelection selection) {
    selections.put(transaction, session, selection);
  }
}
