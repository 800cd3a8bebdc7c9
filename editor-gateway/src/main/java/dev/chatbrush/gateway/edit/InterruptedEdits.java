package dev.chatbrush.gateway.edit;

import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.Problem;
import dev.chatbrush.gateway.api.TraceId;
import dev.chatbrush.gateway.event.EventHub;
import dev.chatbrush.gateway.event.Pages;
import dev.chatbrush.gateway.journal.AbandonedEdits;
import dev.chatbrush.gateway.journal.EditResults;
import dev.chatbrush.gateway.journal.EditRow;
import dev.chatbrush.gateway.journal.Ending;
import dev.chatbrush.gateway.journal.Entry;
import dev.chatbrush.gateway.journal.InterruptedEditException;
import dev.chatbrush.gateway.storage.StorageState;
import dev.chatbrush.gateway.telemetry.Meters;
import dev.chatbrush.gateway.telemetry.Untraced;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Looks after edits that were cut off with their gateway, which would block their sessions: at a
 * start where no other gateway can be they are ended, else begun again or ended as soon as the
 * other's lease has ended.
 */
@ApplicationScoped
public class InterruptedEdits {
  private static final Logger LOG = Logger.getLogger(InterruptedEdits.class);

  private static final int FIRST = 1;

  private final AbandonedEdits edits;
  private final EditsBegunAgain again;
  private final EventHub hub;
  private final StorageState storage;
  private final EditJobs jobs;
  private final EditConfig config;
  private final Counter ended;
  private volatile boolean stopping;

  public InterruptedEdits(
      AbandonedEdits edits,
      EditsBegunAgain again,
      EventHub hub,
      StorageState storage,
      EditJobs jobs,
      EditConfig config,
      MeterRegistry meters) {
    this.edits = edits;
    this.again = again;
    this.hub = hub;
    this.storage = storage;
    this.jobs = jobs;
    this.config = config;
    this.ended = meters.counter(Meters.EDITS_INTERRUPTED);
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

  /**
   * Before all else is stopped but batches: what runs may go on for a while, under this gateway's
   * lease, which the scheduler still renews. What then is left is begun again by another gateway.
   */
  void end(@Observes @Priority(FIRST) ShutdownEvent stop) {
    stopping = true; // it must not take them itself
    jobs.awaitEnd(config.drain());
    try {
      LOG.debugf("%d edits are left to other gateways", edits.handOver());
    } catch (EditorException e) {
      LOG.warnf("edits cannot be left to other gateways: %s", e.getMessage());
    }
  }

  /** Apart from {@link #look}, so that nothing which blocks that one ends the lease. */
  @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void giveSignOfLife() {
    whereOthersMayBe(edits::renew);
  }

  @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    if (!stopping) {
      whereOthersMayBe(this::endAll);
    }
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
    edits.find().stream().filter(edit -> !again.begins(edit)).forEach(this::end);
  }

  private void end(EditRow edit) {
    LOG.infof("edit %s was cut off with its server", edit.id());
    ended.increment();
    Problem problem = Problem.of(new InterruptedEditException(), null, TraceId.current());
    Entry last = last(edit, Ending.failed(edit.id(), null, problem));
    try {
      edits.end(last);
    } catch (EditorException e) {
      LOG.warnf("the end of edit %s cannot be stored now: %s", edit.id(), e.getMessage());
      if (!edits.mayHaveOthers()) { // else the next look tries again
        storage.whenBack(() -> edits.end(last));
      }
    }
  }

  /** Told as the job that is gone would have told it. */
  private Entry last(EditRow edit, Ending ending) {
    EditEvents events = new EditEvents(edit.id());
    Pages pages = hub.pages(edit.session());
    return new Entry(
        edit.session(),
        edit.id(),
        EditResults.NONE,
        ending,
        (transaction, stored) ->
            events.ended(stored.outcome()).forEach(event -> pages.tell(transaction, event)));
  }
}
