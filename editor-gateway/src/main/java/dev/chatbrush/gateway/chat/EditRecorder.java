package dev.chatbrush.gateway.chat;

import dev.chatbrush.gateway.api.Problem;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.api.Ulid;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.HistoryService;
import dev.chatbrush.gateway.revision.HistoryStore;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.revision.RevisionView;
import dev.chatbrush.gateway.selection.SelectionService;
import dev.chatbrush.gateway.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Stores what edits do. An edit's row changes in the same transaction as what it made. */
@ApplicationScoped
public class EditRecorder {
  private final Database database;
  private final HistoryService histories;
  private final HistoryStore revisions;
  private final SelectionService selections;
  private final EditStore edits;
  private final MessageStore messages;
  private final Ulid ids;
  private final Clock clock;

  public EditRecorder(
      Database database,
      HistoryService histories,
      HistoryStore revisions,
      SelectionService selections,
      EditStore edits,
      MessageStore messages,
      Ulid ids,
      Clock clock) {
    this.database = database;
    this.histories = histories;
    this.revisions = revisions;
    this.selections = selections;
    this.edits = edits;
    this.messages = messages;
    this.ids = ids;
    this.clock = clock;
  }

  /** What the session looks like when a message comes. */
  record Before(History history, List<MessageView> chat) {}

  Before before(SessionId session) {
    return database.read(
        handle -> new Before(histories.get(handle, session), messages.list(handle, session)));
  }

  /** Stores the edit and the person's message; fails with EDIT_RUNNING. */
  MessageView begin(EditRow edit, String text) {
    MessageView message = message(MessageView.USER, text, edit.id(), null, null, false);
    database.change(
        handle -> {
          histories.get(handle, edit.session());
          edits.begin(handle, edit);
          messages.add(handle, edit.session(), message);
        });
    return message;
  }

  Optional<EditRow> findByKey(SessionId session, String key) {
    return database.read(handle -> edits.findByKey(handle, session, key));
  }

  Optional<EditRow> find(SessionId session, String editId) {
    return database.read(handle -> edits.find(handle, session, editId));
  }

  /** How an edit ends well: its outcome and what the assistant says. */
  record Ending(String editId, PlanView plan, String outcome, String text, boolean question) {}

  /** What was stored, and the session after it; outcome and message only with an ending. */
  record Stored(History history, EditOutcome outcome) {}

  /**
   * Adds a revision to the head that the edit started from and clears the selection.
   *
   * @param draft numbers are set here
   * @param made the edit's earlier revisions
   * @param ending null when more steps follow
   */
  Stored addRevision(SessionId session, Revision draft, List<RevisionView> made, Ending ending) {
    return database.write(
        handle -> {
          int number = histories.get(handle, session).nextNumber();
          Revision revision =
              new Revision(
                  number,
                  draft.parent(),
                  null,
                  draft.width(),
                  draft.height(),
                  draft.image(),
                  draft.mask(),
                  draft.grownMask(),
                  draft.recipe(),
                  clock.instant());
          revisions.append(handle, session, revision);
          selections.clear(handle, session);
          History now = histories.get(handle, session);
          return end(handle, now, with(made, RevisionView.from(session, revision)), ending);
        });
  }

  /** Moves the head and clears the selection. */
  Stored moveHead(
      SessionId session,
      Function<History, History.Move> step,
      List<RevisionView> made,
      Ending ending) {
    return database.write(
        handle -> {
          History now = histories.move(handle, session, step);
          selections.clear(handle, session);
          return end(handle, now, made, ending);
        });
  }

  /** Ends an edit that changed nothing (more). */
  Stored finish(SessionId session, List<RevisionView> made, Ending ending) {
    return database.write(handle -> end(handle, histories.get(handle, session), made, ending));
  }

  private Stored end(Handle handle, History now, List<RevisionView> made, Ending ending) {
    if (ending == null) {
      return new Stored(now, null);
    }
    Integer revision = made.isEmpty() ? null : made.get(made.size() - 1).number();
    MessageView message =
        message(
            MessageView.ASSISTANT,
            ending.text(),
            ending.editId(),
            revision,
            null,
            ending.question());
    EditOutcome outcome =
        outcome(now, ending.editId(), ending.outcome(), ending.plan(), made, message, null);
    messages.add(handle, now.session(), message);
    edits.finish(handle, now.session(), outcome, clock.instant());
    return new Stored(now, outcome);
  }

  /** Ends an edit that failed; earlier steps stay. */
  EditOutcome fail(
      SessionId session, String editId, PlanView plan, List<RevisionView> made, Problem problem) {
    MessageView message =
        message(MessageView.ASSISTANT, problem.detail(), editId, null, problem, false);
    return database.write(
        handle -> {
          History now = histories.get(handle, session);
          EditOutcome outcome =
              outcome(now, editId, EditOutcome.FAILED, plan, made, message, problem);
          messages.add(handle, session, message);
          edits.finish(handle, session, outcome, clock.instant());
          return outcome;
        });
  }

  private MessageView message(
      String role, String text, String editId, Integer revision, Problem problem, boolean asks) {
    return new MessageView(
        ids.next(), role, text, clock.instant(), editId, revision, problem, asks);
  }

  private static EditOutcome outcome(
      History now,
      String editId,
      String outcome,
      PlanView plan,
      List<RevisionView> made,
      MessageView message,
      Problem problem) {
    return new EditOutcome(
        editId,
        outcome,
        plan,
        made,
        message,
        message.question(),
        now.headNumber(),
        now.canUndo(),
        now.canRedo(),
        problem);
  }

  private static List<RevisionView> with(List<RevisionView> made, RevisionView one) {
    return Stream.concat(made.stream(), Stream.of(one)).toList();
  }
}
