package dev.chatbrush.gateway.edit;

import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.journal.AbandonedEdits;
import dev.chatbrush.gateway.journal.StopRequests;
import dev.chatbrush.gateway.signal.Signal;
import dev.chatbrush.gateway.telemetry.Untraced;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Stops edits of this gateway that somebody at another one wants stopped. */
@ApplicationScoped
public class RemoteStops {
  private static final Logger LOG = Logger.getLogger(RemoteStops.class);

  private final StopRequests requests;
  private final AbandonedEdits gateways;
  private final EditJobs jobs;

  public RemoteStops(StopRequests requests, AbandonedEdits gateways, EditJobs jobs) {
    this.requests = requests;
    this.gateways = gateways;
    this.jobs = jobs;
  }

  void hear(@Observes Signal signal) {
    if (signal.kind() == Signal.Kind.CANCEL) {
      stop(signal.session(), signal.text());
    }
  }

  /** What was told while nobody listened. */
  @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    if (!gateways.mayHaveOthers()) {
      return;
    }
    try {
      Untraced.call(requests::mine).forEach(edit -> stop(edit.session(), edit.id()));
    } catch (EditorException e) {
      LOG.debugf(e, "who is to stop is looked for again soon");
    }
  }

  private void stop(SessionId session, String editId) {
    jobs.find(session, editId).ifPresent(EditJob::cancel);
  }
}
