package dev.chatbrush.gateway.chat;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.edit.EditJob;
import dev.chatbrush.gateway.edit.EditJobs;
import dev.chatbrush.gateway.edit.SharedPreviews;
import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.gateway.journal.EditRecorder;
import dev.chatbrush.gateway.journal.EditRow;
import dev.chatbrush.gateway.journal.StopRequests;
import dev.chatbrush.gateway.write.WriteConditions;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Edits that have begun: those that run here, those that run elsewhere, and those of the past. */
@ApplicationScoped
public class KnownEdits {
  /** How often an edit that runs on another copy of this server is looked after. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private final EditRecorder recorder;
  private final EditJobs jobs;
  private final StopRequests stops;
  private final SharedPreviews elsewhere;

  public KnownEdits(
      EditRecorder recorder, EditJobs jobs, StopRequests stops, SharedPreviews elsewhere) {
    this.recorder = recorder;
    this.jobs = jobs;
    this.stops = stops;
    this.elsewhere = elsewhere;
  }

  /** The edit as it is now, or the failure EDIT_NOT_FOUND. */
  EditView get(SessionId session, String editId) {
    return EditView.from(row(session, editId), jobs.waiting(editId));
  }

  private EditRow row(SessionId session, String editId) {
    return recorder.find(session, editId).orElseThrow(() -> ChatProblems.notFound(editId));
  }

  EditHandle handle(SessionId session, String editId) {
    return jobs.find(session, editId)
        .map(job -> handle(session, job))
        .orElseGet(() -> EditHandle.ofStored(editId, stored(session, editId)));
  }

  /** Of an edit that has begun here. */
  EditHandle handle(SessionId session, EditJob job) {
    return EditHandle.of(job, EditHandle.ofStored(job.id(), stored(session, job.id())));
  }

  /** The outcome from the table: at once of an edit that has ended, else looked for until then. */
  private Uni<EditOutcome> stored(SessionId session, String editId) {
    return Uni.createFrom()
        .item(() -> row(session, editId))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .repeat()
        .withDelay(LOOK)
        .whilst(EditRow::isRunning)
        .select()
        .last()
        .toUni()
        .map(EditRow::outcome);
  }

  /** The edit once it has ended, wherever it runs. */
  Uni<EditView> ended(SessionId session, String editId) {
    return handle(session, editId)
        .outcome()
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(outcome -> get(session, editId));
  }

  /**
   * Stops an edit within one step of its model.
   *
   * @return false when it does not run here (any more)
   */
  boolean tryCancel(SessionId session, String editId) {
    return jobs.find(session, editId).map(EditJob::cancel).orElse(false);
  }

  /** As {@link #tryCancel}, wherever it runs; fails with EDIT_NOT_FOUND, EDIT_FINISHED. */
  void cancel(SessionId session, String editId, WriteConditions conditions) {
    recorder.require(session, conditions);
    if (!tryCancel(session, editId) && !stops.ask(session, editId)) {
      throw ChatProblems.finished(row(session, editId).state());
    }
  }

  /** The newest preview of an edit that runs here. */
  Optional<byte[]> newestPreview(SessionId session, String editId) {
    return jobs.find(session, editId).flatMap(job -> job.previews().find(0));
  }

  /**
   * A preview of a running edit, JPEG or, where it is see-through, PNG.
   *
   * @param number 0 = the newest
   */
  byte[] preview(SessionId session, String editId, int number) {
    return jobs.find(session, editId)
        .map(job -> job.previews().find(number))
        .orElseGet(() -> elsewhere.find(row(session, editId).id(), number))
        .orElseThrow(
            () ->
                new EditorException(
                    ProblemCode.PREVIEW_NOT_FOUND,
                    "Only the last previews of a running edit are kept."));
  }
}
