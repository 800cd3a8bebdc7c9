package dev.chatbrush.gateway.edit;

import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.Problem;
import dev.chatbrush.gateway.api.TraceId;
import dev.chatbrush.gateway.event.EventHub;
import dev.chatbrush.gateway.journal.AbandonedEdits;
import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.gateway.journal.EditRow;
import dev.chatbrush.gateway.journal.Ending;
import dev.chatbrush.gateway.journal.InterruptedEditException;
import dev.chatbrush.gateway.storage.StorageState;
import dev.chatbrush.gateway.telemetry.Untraced;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Ends edits that were cut off with their gateway, which would block their sessions: at a start
 * where no other gateway can be, else as soon as the other's lease has ended.
 */
@ApplicationScoped
public class InterruptedEdits {
  private static final Logger LOG = Logger.getLogger(InterruptedEdits.class);

  private final AbandonedEdits edits;
  private final EventHub hub;
  private final StorageState storage;

  public InterruptedEdits(AbandonedEdits edits, EventHub hub, StorageState storage) {
    this.edits = edits;
    this.hub = hub;
    this.storage = storage;
  }

  @WithSpan("recover edits")
  void begin(@Observes StartupEvent start) {
    try {
      begin();
    } catch (EditorException e) {
      LOG.warnf("edits that were cut off cannot be ended now: %s", e.getMessage());
      storage.whenBack(this::begin);
    }
  }

  private void begin() {
    edits.join();
    endAll();
  }

  /** Apart from {@link #look}, so that nothing which blocks that one ends the lease. */
  @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void giveSignOfLife() {
    whereOthersMayBe(edits::renew);
  }

  @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    whereOthersMayBe(this::endAll);
  }

  private void whereOthersMayBe(Runnable work) {
    if (!edits.mayHaveOthers()) {
      return;
    }
    try {
      Untraced.call(
          () -> {
            work.run();
            return null;
          });
    } catch (EditorException e) {
      // Told by the storage's own watch; it is done again soon.
      LOG.debugf(e, "the leases cannot be looked after");
    }
  }

  void endAll() {
    edits.find().forEach(this::end);
  }

  private void end(EditRow edit) {
    LOG.infof("edit %s was cut off with its server", edit.id());
    Problem problem = Problem.of(new InterruptedEditException(), null, TraceId.current());
    Ending ending = Ending.failed(edit.id(), null, problem);
    try {
      edits.end(edit.session(), ending).ifPresent(outcome -> tell(edit, problem, outcome));
    } catch (EditorException e) {
      LOG.warnf("the end of edit %s cannot be stored now: %s", edit.id(), e.getMessage());
      if (!edits.mayHaveOthers()) { // else the next look tries again
        storage.whenBack(() -> edits.end(edit.session(), ending));
      }
    }
  }

  /** As the job that is gone would have told it. */
  private void tell(EditRow edit, Problem problem, EditOutcome outcome) {
    EditEvents events = new EditEvents(edit.id());
    hub.publish(edit.session(), events.problem(problem));
    hub.publish(edit.session(), events.done(outcome.outcome(), outcome.head()));
  }
}
