package dev.chatbrush.gateway.journal;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.HistoryService;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.revision.SessionVersions;
import dev.chatbrush.gateway.selection.Preparer;
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
  private final Preparer preparer;
  private final Clock clock;

  public EditRecorder(
      Database database,
      HistoryService histories,
      SpentSelections selections,
      EditStore edits,
      MessageStore messages,
      Preparer preparer,
      Clock clock) {
    this.database = database;
    this.histories = histories;
    this.selections = selections;
    this.edits = edits;
    this.messages = messages;
    this.preparer = preparer;
    this.clock = clock;
  }

  /** What the person said, and the hashes of the pictures that came with it. */
  public record Asked(String text, List<String> references) {}

  /** Stores the edit and the person's message; fails with EDIT_RUNNING, PRECONDITION_FAILED. */
  public MessageView begin(Transaction transaction, Write write, String editId, Asked asked) {
    Handle handle = transaction.handle();
    SessionId session = write.session();
    histories.get(handle, session);
    SessionVersions.require(handle, session, write.conditions());
    EditRow edit = new EditRow(editId, session, EditOutcome.RUNNING, clock.instant(), null);
    edits.begin(handle, edit);
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
   * @param before what the edit made earlier
   * @param ending null when more steps follow
   * @throws InterruptedEditException where another gateway has ended the edit
   */
  public Stored addRevisions(
      SessionId session, String editId, List<Draft> drafts, EditResults before, Ending ending) {
    return database.write(
        transaction -> {
          edits.hold(transaction.handle(), editId);
          EditResults added = append(transaction, session, drafts);
          History now = histories.get(transaction.handle(), session);
          return end(transaction.handle(), now, before, added, ending);
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
      transaction.afterCommit(() -> preparer.prepare(child.image()));
    }
    return added;
  }

  /**
   * Moves the head; the selection follows, unless more steps do. Throws as {@link #addRevisions}.
   */
  public Stored moveHead(
      SessionId session,
      String editId,
      Function<History, History.Move> step,
      EditResults made,
      Ending ending) {
    return database.writeFromReserve(
        transaction -> {
          edits.hold(transaction.handle(), editId);
          History before = histories.get(transaction.handle(), session);
          History.Move move = step.apply(before);
          History now = histories.move(transaction.handle(), session, move);
          if (ending == null) {
            selections.stay(transaction, before, move);
          } else {
            selections.follow(transaction, before, move);
          }
          return end(transaction.handle(), now, made, EditResults.NONE, ending);
        });
  }

  /** Ends an edit that changed nothing (more). Throws as {@link #addRevisions}. */
  public EditOutcome finish(SessionId session, EditResults made, Ending ending) {
    return database
        .writeFromReserve(
            transaction -> {
              edits.hold(transaction.handle(), ending.editId());
              return finish(transaction.handle(), session, made, ending);
            })
        .outcome();
  }

  /** Ends an edit whose gateway runs no more; empty where another has, or where it does run. */
  Optional<EditOutcome> finishAbandoned(SessionId session, Ending ending) {
    return database.writeFromReserve(
        transaction ->
            edits.takeOver(transaction.handle(), ending.editId())
                ? Optional.of(
                    finish(transaction.handle(), session, EditResults.NONE, ending).outcome())
                : Optional.empty());
  }

  private Stored finish(Handle handle, SessionId session, EditResults made, Ending ending) {
    return end(handle, histories.get(handle, session), made, EditResults.NONE, ending);
  }

  private Stored end(
      Handle handle, History now, EditResults before, EditResults added, Ending ending) {
    if (ending == null) {
      return new Stored(now, added, null);
    }
    EditResults made = before.plus(added);
    MessageView message = messages.answered(handle, now, made, ending);
    EditOutcome outcome = ending.outcome(now, made, message);
    edits.finish(handle, now.session(), outcome, clock.instant());
    return new Stored(now, added, outcome);
  }
}
