package dev.chatbrush.gateway.edit;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.revision.HistoryService;
import dev.chatbrush.gateway.revision.Revision;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds the revision whose edit is to be run again. */
@ApplicationScoped
public class Replays {
  private final HistoryService histories;

  public Replays(HistoryService histories) {
    this.histories = histories;
  }

  /**
   * Empty unless the message asks for it; fails with SESSION_NOT_FOUND, REVISION_NOT_FOUND,
   * RECIPE_MISSING.
   */
  Optional<Revision> of(EditJob job) {
    return Optional.ofNullable(job.request().replay()).map(wanted -> find(wanted, job.session()));
  }

  private Revision find(EditRequest.Replay wanted, SessionId here) {
    SessionId session = wanted.session() == null ? here : wanted.session();
    Revision revision = histories.get(session).revision(wanted.revision());
    if (revision.recipe() == null) {
      throw EditProblems.recipeMissing(wanted.revision());
    }
    return revision;
  }
}
