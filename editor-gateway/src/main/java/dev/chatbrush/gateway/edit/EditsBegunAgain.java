package dev.chatbrush.gateway.edit;

import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.event.EventHub;
import dev.chatbrush.gateway.journal.AbandonedEdits;
import dev.chatbrush.gateway.journal.EditRow;
import dev.chatbrush.gateway.journal.LeaseConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Begins edits again whose gateway is gone, from the start and once each: where nothing of them is
 * stored and who asked for them is likely to wait.
 */
@ApplicationScoped
public class EditsBegunAgain {
  private static final Logger LOG = Logger.getLogger(EditsBegunAgain.class);

  private final AbandonedEdits edits;
  private final EditJobs jobs;
  private final EditRunner runner;
  private final EventHub hub;
  private final Json json;
  private final Clock clock;
  private final Duration soon;

  public EditsBegunAgain(
      AbandonedEdits edits,
      EditJobs jobs,
      EditRunner runner,
      EventHub hub,
      Json json,
      Clock clock,
      LeaseConfig config) {
    this.edits = edits;
    this.jobs = jobs;
    this.runner = runner;
    this.hub = hub;
    this.json = json;
    this.clock = clock;
    this.soon = config.beginAgain();
  }

  /** False where the edit is to be ended. True too where it waits until a worker is free. */
  boolean begins(EditRow edit) {
    boolean young = clock.instant().isBefore(edit.startedAt().plus(soon));
    if (!edits.mayHaveOthers() || !young) {
      return false;
    }
    if (!jobs.tryEnter(edit.session(), edit.id())) {
      return true;
    }
    boolean begun = false;
    try {
      begun = edits.takeAgain(edit).map(again -> begin(edit, again)).orElse(false);
    } finally {
      if (!begun) {
        jobs.leave(edit.id());
      }
    }
    return begun;
  }

  private boolean begin(EditRow edit, AbandonedEdits.Again again) {
    LOG.infof("edit %s was cut off with its server and begins again", edit.id());
    EditRequest request = json.read(again.request(), EditRequest.class);
    EditJob job = new EditJob(edit.id(), edit.session(), request, hub.pages(edit.session()));
    // The pages know it; who comes late is told where the edit stands.
    job.events().publish(new EditEvents(edit.id()).accepted(again.message()));
    jobs.start(job, () -> runner.run(job));
    return true;
  }
}
