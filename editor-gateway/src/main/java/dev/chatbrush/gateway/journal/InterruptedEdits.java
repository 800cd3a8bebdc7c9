package dev.chatbrush.gateway.journal;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.Problem;
import dev.chatbrush.gateway.api.TraceId;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.storage.StorageState;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** At a start no edit runs: those that are stored as running were cut off, and are ended. */
@ApplicationScoped
public class InterruptedEdits {
  private static final Logger LOG = Logger.getLogger(InterruptedEdits.class);

  private final Database database;
  private final EditStore edits;
  private final EditRecorder recorder;
  private final StorageState storage;

  public InterruptedEdits(
      Database database, EditStore edits, EditRecorder recorder, StorageState storage) {
    this.database = database;
    this.edits = edits;
    this.recorder = recorder;
    this.storage = storage;
  }

  @WithSpan("recover edits")
  void end(@Observes StartupEvent start) {
    database.read(edits::running).forEach(this::end);
  }

  private void end(EditRow edit) {
    LOG.infof("edit %s was cut off when the server stopped", edit.id());
    Problem problem = Problem.of(interrupted(), null, TraceId.current());
    Ending ending = Ending.failed(edit.id(), null, problem);
    try {
      recorder.finish(edit.session(), EditResults.NONE, ending);
    } catch (EditorException e) {
      LOG.warnf("the end of edit %s cannot be stored now: %s", edit.id(), e.getMessage());
      storage.whenBack(() -> recorder.finish(edit.session(), EditResults.NONE, ending));
    }
  }

  private static EditorException interrupted() {
    return new EditorException(
        ProblemCode.EDIT_INTERRUPTED,
        "The server stopped while this edit ran. Nothing was changed by it; say it again.");
  }
}
