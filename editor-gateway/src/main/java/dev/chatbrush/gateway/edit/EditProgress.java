package dev.chatbrush.gateway.edit;

import dev.chatbrush.gateway.agent.Plan;
import dev.chatbrush.gateway.api.Problem;
import dev.chatbrush.gateway.event.Event;
import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.gateway.journal.EditResults;
import dev.chatbrush.gateway.journal.Ending;
import dev.chatbrush.gateway.journal.Entry;
import dev.chatbrush.gateway.journal.Stored;
import dev.chatbrush.gateway.storage.Transaction;
import dev.chatbrush.gateway.telemetry.EditStory;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** How far an edit has come. Used by its worker's thread only. */
final class EditProgress {
  private final EditJob job;
  private final EditEvents events;
  private EditResults made = EditResults.NONE;
  private Plan plan;

  EditProgress(EditJob job) {
    this.job = job;
    this.events = new EditEvents(job.id());
  }

  EditJob job() {
    return job;
  }

  EditEvents events() {
    return events;
  }

  void tell(Event event) {
    job.tell(event);
  }

  void planned(Plan plan) {
    this.plan = plan;
    tell(events.plan(plan));
  }

  /** Null before it is made. */
  Plan plan() {
    return plan;
  }

  EditResults made() {
    return made;
  }

  /** Remembers what a step has stored. */
  void added(Stored stored) {
    made = made.plus(stored.added());
  }

  /**
   * What the edit stores next.
   *
   * @param ending null when more steps follow
   * @param tells what is told of it, but the end
   */
  Entry entry(Ending ending, Function<Stored, List<Event>> tells) {
    return new Entry(
        job.session(),
        job.id(),
        made,
        ending,
        (transaction, stored) -> {
          tells.apply(stored).forEach(event -> job.tell(transaction, event));
          if (stored.outcome() != null) {
            end(transaction, stored.outcome());
          }
        });
  }

  /** The end of an edit that changes nothing more. */
  Entry last(Ending ending) {
    return entry(ending, stored -> List.of());
  }

  /** Who watches the edit itself is told that it is done when its worker is. */
  private void end(Transaction transaction, EditOutcome outcome) {
    for (Event event : events.ended(outcome)) {
      if (EditEvents.isDone(event)) {
        job.pages().tell(transaction, event);
      } else {
        job.tell(transaction, event);
      }
    }
  }

  /** As {@link #last}, where nobody watches the edit itself any more. */
  Entry late(Ending ending) {
    return new Entry(
        job.session(),
        job.id(),
        made,
        ending,
        (transaction, stored) ->
            events.ended(stored.outcome()).forEach(event -> job.pages().tell(transaction, event)));
  }

  Ending ending(String outcome, String text) {
    return new Ending(job.id(), plan, outcome, text, null);
  }

  /**
   * Stores unless the edit was cancelled; with an ending it cannot be cancelled any more.
   *
   * @param ending null when more steps follow
   */
  <T> T store(Ending ending, Supplier<T> store) {
    return job.story()
        .time(
            EditStory.STORE,
            () -> ending == null ? job.unlessCancelled(store) : job.finishUnlessCancelled(store));
  }

  /** An outcome for those who wait where none could be stored. */
  EditOutcome unstored(Problem problem) {
    return new EditOutcome(
        job.id(),
        EditOutcome.FAILED,
        plan,
        made.revisions(),
        null,
        false,
        made.isEmpty() ? 0 : made.lastNumber(),
        false,
        false,
        made.suggestions(),
        problem);
  }
}
