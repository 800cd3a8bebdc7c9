package dev.chatbrush.gateway.edit;

import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.Problem;
import dev.chatbrush.gateway.api.TraceId;
import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.gateway.journal.EditRecorder;
import dev.chatbrush.gateway.journal.Ending;
import dev.chatbrush.gateway.journal.InterruptedEditException;
import dev.chatbrush.gateway.storage.StorageState;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Ends edits that were cancelled or failed. Steps that were finished before stay. Both fail with
 * EDIT_INTERRUPTED where another gateway has taken the edit over: its end is that one's to tell.
 */
@ApplicationScoped
public class BadEnds {
  private static final Logger LOG = Logger.getLogger(BadEnds.class);

  private final EditRecorder recorder;
  private final StorageState storage;

  public BadEnds(EditRecorder recorder, StorageState storage) {
    this.recorder = recorder;
    this.storage = storage;
  }

  EditOutcome cancelled(EditProgress progress) {
    try {
      EditJob job = progress.job();
      String text = Replies.cancelled(job.request().text(), progress.made().size());
      Ending ending = progress.ending(EditOutcome.CANCELLED, text);
      return recorder.finish(progress.last(ending));
    } catch (EditorException e) {
      return failed(progress, e);
    }
  }

  EditOutcome failed(EditProgress progress, EditorException failure) {
    EditJob job = progress.job();
    Problem problem = Problem.of(failure, null, TraceId.current());
    if (Problem.isOwnFault(failure)) {
      LOG.errorf(failure, "%s %s in edit %s", problem.code(), problem.traceId(), job.id());
    }
    Ending ending = Ending.failed(job.id(), progress.plan(), problem);
    try {
      return recorder.finish(progress.last(ending));
    } catch (InterruptedEditException e) {
      throw e; // storage is there
    } catch (RuntimeException e) {
      // Storage is gone. Who waits is told; the row is put right once it is back.
      LOG.errorf(e, "the end of edit %s cannot be stored now", job.id());
      storage.whenBack(() -> finishLate(progress, ending));
      EditOutcome outcome = progress.unstored(problem);
      job.events().publish(progress.events().problem(problem));
      progress.events().ended(outcome).forEach(job.pages()::tellHere);
      return outcome;
    }
  }

  private void finishLate(EditProgress progress, Ending ending) {
    try {
      recorder.finish(progress.late(ending));
    } catch (InterruptedEditException e) {
      LOG.warnf("edit %s has been taken over by another server", ending.editId());
    }
  }
}
