package dev.chatbrush.gateway.life;

import dev.chatbrush.gateway.api.EntityTag;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.edit.EditJob;
import dev.chatbrush.gateway.edit.EditJobs;
import dev.chatbrush.gateway.event.EventHub;
import dev.chatbrush.gateway.journal.EditStore;
import dev.chatbrush.gateway.journal.StopRequests;
import dev.chatbrush.gateway.revision.SessionVersions;
import dev.chatbrush.gateway.session.LifeEvents;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.storage.Transaction;
import dev.chatbrush.gateway.write.WriteConditions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Calls sessions otherwise, and ends them. */
@ApplicationScoped
class LifeService {
  /** A model stops within one of its steps. Who takes longer stores nothing: its rows are gone. */
  private static final int STOP_SECONDS = 10;

  private final Database database;
  private final LifeStore store;
  private final EditStore edits;
  private final EditJobs jobs;
  private final StopRequests stops;
  private final UnusedPictures unused;
  private final EventHub hub;

  LifeService(
      Database database,
      LifeStore store,
      EditStore edits,
      EditJobs jobs,
      StopRequests stops,
      UnusedPictures unused,
      EventHub hub) {
    this.database = database;
    this.store = store;
    this.edits = edits;
    this.jobs = jobs;
    this.stops = stops;
    this.unused = unused;
    this.hub = hub;
  }

  /** Fails with SESSION_NOT_FOUND, PRECONDITION_FAILED. */
  void rename(SessionId session, String name, WriteConditions conditions) {
    database.changeFromReserve(
        transaction -> {
          SessionVersions.require(transaction.handle(), session, conditions);
          store.rename(transaction.handle(), session, name);
          hub.publish(transaction, session, LifeEvents.renamed(name));
        });
  }

  /**
   * Ends the session with all it has: what runs is stopped, its rows go at once, and so do its
   * pictures that no other session refers to, but for those that were stored within the grace.
   * Fails with SESSION_NOT_FOUND, PRECONDITION_FAILED.
   */
  void delete(SessionId session, WriteConditions conditions) {
    database.read(
        handle -> {
          // Here alone: stopping an edit makes the session another one.
          conditions.require(EntityTag.of(SessionVersions.get(handle, session)));
          return null;
        });
    stopEdit(session);
    Set<BlobId> pictures =
        database.writeFromReserve(
            transaction -> {
              SessionVersions.raise(transaction.handle(), session); // and holds its row
              return remove(transaction, session, LifeEvents.Reason.ASKED);
            });
    unused.remove(pictures);
  }

  private void stopEdit(SessionId session) {
    database
        .read(handle -> edits.active(handle, session))
        .ifPresent(active -> stopEdit(session, active.editId()));
  }

  /** Of one that runs here the end is waited for; another gateway is told. */
  private void stopEdit(SessionId session, String editId) {
    Optional<EditJob> here = jobs.find(session, editId);
    if (here.isEmpty()) {
      stops.ask(session, editId);
    }
    here.filter(EditJob::cancel).ifPresent(LifeService::awaitEnd);
  }

  private static void awaitEnd(EditJob job) {
    job.outcome()
        .copy() // others wait for it too, and for longer
        .completeOnTimeout(null, STOP_SECONDS, TimeUnit.SECONDS)
        .exceptionally(taken -> null) // by another gateway, where it stores nothing either
        .join();
  }

  /**
   * Ends a session that nobody has changed since {@code moment}; tells what its pictures have
   * freed, empty where somebody changes it now.
   */
  Optional<UnusedPictures.Removed> deleteUnchanged(
      SessionId session, Instant moment, LifeEvents.Reason reason) {
    Optional<Set<BlobId>> pictures =
        database.writeFromReserve(
            transaction ->
                store.isStillUnchanged(transaction.handle(), session, moment)
                    ? Optional.of(remove(transaction, session, reason))
                    : Optional.empty());
    return pictures.map(unused::remove);
  }

  private Set<BlobId> remove(Transaction transaction, SessionId session, LifeEvents.Reason reason) {
    Set<BlobId> pictures =
        store.pictures(transaction.handle(), List.of(session)).getOrDefault(session, Set.of());
    SessionRows.remove(transaction.handle(), session);
    transaction.afterCommit(() -> hub.pages(session).tell(LifeEvents.deleted(reason)));
    return pictures;
  }
}
