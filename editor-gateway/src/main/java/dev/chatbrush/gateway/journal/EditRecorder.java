package dev.chatbrush.gateway.journal;

import dev.chatbrush.gateway.agent.Plan;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
  public record Before(History history, List<MessageView> chat) {}

  public Before before(SessionId session) {
    return database.read(
        handle -> new Before(histories.get(handle, session), messages.list(handle, session)));
  }

  /** Stores the edit and the person's message; fails with EDIT_RUNNING. */
  public MessageView begin(EditRow edit, String text) {
    MessageView message = message(MessageView.USER, text, edit.id(), null, null, false);
    database.change(
        handle -> {
          histories.get(handle, edit.session());
          edits.begin(handle, edit);
          messages.add(handle, edit.session(), message);
        });
    return message;
  }

  public Optional<EditRow> findByKey(SessionId session, String key) {
    return database.read(handle -> edits.findByKey(handle, session, key));
  }

  public Optional<EditRow> find(SessionId session, String editId) {
    return database.read(handle -> edits.find(handle, session, editId));
  }

  /** How an edit ends well: its outcome and what the assistant says. */
  public record Ending(String editId, Plan plan, String outcome, String text, boolean question) {}

  /**
   * What was stored, and the session after it.
   *
   * @param outcome null without an ending
   */
  public record Stored(History history, EditResults added, EditOutcome outcome) {}

  /**
   * Adds revisions to the head that the edit started from, all as its children, makes the first of
   * them the head and clears the selection.
   *
   * @param results their numbers are set here
   * @param before what the edit made earlier
   * @param ending null when more steps follow
   */
  public Stored addRevisions(
      SessionId session, List<Draft> results, EditResults before, Ending ending) {
    return database.write(
        handle -> {
          EditResults added = append(handle, session, results);
          selections.clear(handle, session);
          return end(handle, histories.get(handle, session), before, added, ending);
        });
  }

  private EditResults append(Handle handle, SessionId session, List<Draft> results) {
    int number = histories.get(handle, session).nextNumber();
    List<Revision> children = new ArrayList<>();
    EditResults added = EditResults.NONE;
    for (Draft result : results) {
      Revision child = result.revision().stored(number + children.size(), clock.instant());
      children.add(child);
      added = added.plus(results(session, child, result));
    }
    revisions.append(handle, session, children);
    return added;
  }

  private static EditResults results(SessionId session, Revision revision, Draft result) {
    return new EditResults(
        List.of(RevisionView.from(session, revision)),
        result.suggestion() == null
            ? List.of()
            : List.of(SuggestionView.from(result.suggestion(), revision.number())));
  }

  /** Moves the head and clears the selection. */
  public Stored moveHead(
      SessionId session, Function<History, History.Move> step, EditResults made, Ending ending) {
    return database.write(
        handle -> {
          History now = histories.move(handle, session, step);
          selections.clear(handle, session);
          return end(handle, now, made, EditResults.NONE, ending);
        });
  }

  /** Ends an edit that changed nothing (more). */
  public Stored finish(SessionId session, EditResults made, Ending ending) {
    return database.write(
        handle -> end(handle, histories.get(handle, session), made, EditResults.NONE, ending));
  }

  private Stored end(
      Handle handle, History now, EditResults before, EditResults added, Ending ending) {
    if (ending == null) {
      return new Stored(now, added, null);
    }
    EditResults made = before.plus(added);
    MessageView message =
        message(
            MessageView.ASSISTANT,
            ending.text(),
            ending.editId(),
            made.numberToShow(now.headNumber()),
            null,
            ending.question());
    EditOutcome outcome =
        outcome(now, ending.editId(), ending.outcome(), ending.plan(), made, message, null);
    messages.add(handle, now.session(), message);
    edits.finish(handle, now.session(), outcome, clock.instant());
    return new Stored(now, added, outcome);
  }

  /** Ends an edit that failed; earlier steps stay. */
  public EditOutcome fail(
      SessionId session, String editId, Plan plan, EditResults made, Problem problem) {
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
      Plan plan,
      EditResults made,
      MessageView message,
      Problem problem) {
    return new EditOutcome(
        editId,
        outcome,
        plan,
        made.revisions(),
        message,
        message.question(),
        now.headNumber(),
        now.canUndo(),
        now.canRedo(),
        made.suggestions(),
        problem);
  }
}
