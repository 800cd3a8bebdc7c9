package dev.chatbrush.gateway.journal;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.grpc.CancelledException;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.HistoryService;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.revision.SessionVersions;
import dev.chatbrush.gateway.selection.SpentSelections;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.storage.Transaction;
import dev.chatbrush.gateway.write.Write;
import dev.chatbrush.gateway.write.WriteConditions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Stores what edits do. An edit's row changes in the same transaction as what it made. */
@ApplicationScoped
public class EditRecorder {
  private final Database database;
  private final HistoryService histories;
  private final SpentSelections selections;
  private final EditStore edits;
  private final MessageStore messages;
  private final OwnedEdits owned;
  private final Clock clock;

  public EditRecorder(
      Database database,
      HistoryService histories,
      SpentSelections selections,
      EditStore edits,
      MessageStore messages,
      OwnedEdits owned,
      Clock clock) {
    this.database = database;
    this.histories = histories;
    this.selections = selections;
    this.edits = edits;
    this.messages = messages;
    this.owned = owned;
    this.clock = clock;
  }

  /**
   * What the person said, and the hashes of the pictures that came with it.
   *
   * @param request all that was asked for; becomes JSON, from which it can be begun again
   */
  public record Asked(String text, List<String> references, Object request) {}

  /** Stores the edit and the person's message; fails with EDIT_RUNNING, PRECONDITION_FAILED. */
  public MessageView begin(Transaction transaction, Write write, String editId, Asked asked) {
    Handle handle = transaction.handle();
    SessionId session = write.session();
    histories.get(handle, session);
    SessionVersions.require(handle, session, write.conditions());
    EditRow edit = new EditRow(editId, session, EditOutcome.RUNNING, clock.instant(), null);
    edits.begin(handle, edit, asked.request());
    return messages.asked(handle, edit, asked.text(), asked.references());
  }

  /** Fails with PRECONDITION_FAILED where the session is not as the caller saw it. */
  public void require(SessionId session, WriteConditions conditions) {
    database.read(
        handle -> {
          SessionVersions.require(handle, session, conditions);
          return null;
        });
  }

  public Optional<EditRow> find(SessionId session, String editId) {
    return database.read(handle -> edits.find(handle, session, editId));
  }

  /**
   * Adds revisions to the head that the edit started from, all as its children, makes the first of
   * them the head and spends the selection.
   *
   * @throws InterruptedEditException where another gateway has ended the edit
   * @throws CancelledException where somebody at another gateway wants it stopped
   */
  public Stored addRevisions(Entry entry, List<Draft> drafts) {
    return database.write(
        transaction -> {
          owned.change(transaction.handle(), entry.editId());
          EditResults added = append(transaction, entry.session(), drafts);
          History now = histories.get(transaction.handle(), entry.session());
          return end(transaction, entry, now, added);
        });
  }

  private EditResults append(Transaction transaction, SessionId session, List<Draft> drafts) {
    List<Revision> children =
        histories.append(
            transaction.handle(),
            session,
            drafts.stream().map(Draft::revision).toList(),
            clock.instant());
    selections.spend(transaction, session, children);
    EditResults added = EditResults.NONE;
    for (int i = 0; i < children.size(); i++) {
      Revision child = children.get(i);
      added = added.plus(EditResults.of(session, child, drafts.get(i).suggestion()));
    }
    return added;
  }

  /**
   * Moves the head; the selection follows, unless more steps do. Throws as {@link #addRevisions}.
   */
  public Stored moveHead(Entry entry, Function<History, History.Move> where) {
    return database.writeFromReserve(
        transaction -> {
          owned.change(transaction.handle(), entry.editId());
          History before = histories.get(transaction.handle(), entry.session());
          History.Move move = where.apply(before);
          History now = histories.move(transaction.handle(), entry.session(), move);
          if (entry.ending() == null) {
            selections.stay(transaction, before, move);
          } else {
            selections.follow(transaction, before, move);
          }
          return end(transaction, entry, now, EditResults.NONE);
        });
  }

  /** Ends an edit that changed nothing (more). Throws as {@link #addRevisions}. */
  public EditOutcome finish(Entry last) {
    return database
        .writeFromReserve(
            transaction -> {
              owned.hold(transaction.handle(), last.editId(), last.ending().stops());
              return finish(transaction, last);
            })
        .outcome();
  }

  /** Ends an edit whose gateway runs no more; empty where another has, or where it does run. */
  Optional<EditOutcome> finishAbandoned(Entry last) {
    return database.writeFromReserve(
        transaction ->
            owned.takeOver(transaction.handle(), last.editId())
                ? Optional.of(finish(transaction, last).outcome())
                : Optional.empty());
  }

  private Stored finish(Transaction transaction, Entry last) {
    History now = histories.get(transaction.handle(), last.session());
    return end(transaction, last, now, EditResults.NONE);
  }

  private Stored end(Transaction transaction, Entry entry, History now, EditResults added) {
    Stored stored =
        entry.ending() == null
            ? new Stored(now, added, null)
            : new Stored(now, added, outcome(transaction.handle(), entry, now, added));
    entry.telling().tell(transaction, stored);
    return stored;
  }

  private EditOutcome outcome(Handle handle, Entry entry, History now, EditResults added) {
    EditResults made = entry.made().plus(added);
    MessageView message = messages.answered(handle, now, made, entry.ending());
    EditOutcome outcome = entry.ending().outcome(now, made, message);
    edits.finish(handle, now.session(), outcome, clock.instant());
    return outcome;
  }
}
