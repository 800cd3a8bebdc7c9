package dev.chatbrush.gateway.edit;

import dev.chatbrush.gateway.agent.Plan;
import dev.chatbrush.gateway.api.Problem;
import dev.chatbrush.gateway.event.Event;
import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.gateway.journal.EditRecorder;
import dev.chatbrush.gateway.journal.EditResults;
import java.util.Optional;
import java.util.function.Consumer;

/** How far an edit has come. Used by its worker's thread only. */
final class EditProgress {
  private final EditJob job;
  private final EditEvents events;
  private final Consumer<Event> tell;
  private EditResults made = EditResults.NONE;
  private Plan plan;
  private StepTime step;

  /** The step that runs: its tool, and when it began (System.nanoTime). */
  record StepTime(String tool, long startNanos) {}

  EditProgress(EditJob job, Consumer<Event> tell) {
    this.job = job;
    this.events = new EditEvents(job.id());
    this.tell = tell;
  }

  EditEvents events() {
    return events;
  }

  void planned(Plan plan) {
    this.plan = plan;
    tell.accept(events.plan(plan));
  }

  /** Null before it is made. */
  Plan plan() {
    return plan;
  }

  void made(EditResults more) {
    made = made.plus(more);
  }

  EditResults made() {
    return made;
  }

  void stepBegins(String tool) {
    step = new StepTime(tool, System.nanoTime());
  }

  /** The step that runs, once. */
  Optional<StepTime> takeStep() {
    StepTime running = step;
    step = null;
    return Optional.ofNullable(running);
  }

  EditRecorder.Ending ending(String outcome, String text) {
    return new EditRecorder.Ending(
        job.id(), plan, outcome, text, outcome.equals(EditOutcome.QUESTION));
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
