package dev.chatbrush.gateway.life;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.owner.Callers;
import dev.chatbrush.gateway.owner.Owner;
import dev.chatbrush.gateway.owner.Scope;
import dev.chatbrush.gateway.session.SessionConfig;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.BlobStore;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.storage.PictureDamagedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** Lists sessions. */
@ApplicationScoped
class SessionLists {
  private static final Logger LOG = Logger.getLogger(SessionLists.class);

  private final Database database;
  private final LifeStore store;
  private final BlobStore blobs;
  private final Callers callers;
  private final Duration keepFor;

  SessionLists(
      Database database, LifeStore store, BlobStore blobs, Callers callers, SessionConfig config) {
    this.database = database;
    this.store = store;
    this.blobs = blobs;
    this.callers = callers;
    this.keepFor = config.keepFor().orElse(null);
  }

  /** The page of the caller's list that begins behind {@code cursor}; a guest has none. */
  SessionList list(Cursor cursor, int most) {
    Owner owner = callers.current().self(Scope.READ);
    return database.read(
        handle -> {
          List<ListedSession> found =
              store.list(handle, owner, cursor, most + 1); // is there another?
          List<ListedSession> shown = found.subList(0, Math.min(most, found.size()));
          Map<SessionId, Set<BlobId>> pictures =
              store.pictures(handle, shown.stream().map(ListedSession::id).toList());
          String next = found.size() > most ? Cursor.behind(shown.get(most - 1)).toString() : null;
          return new SessionList(
              shown.stream()
                  .map(
                      one ->
                          SessionSummary.of(
                              one, bytes(pictures.getOrDefault(one.id(), Set.of())), keepFor))
                  .toList(),
              next);
        });
  }

  private long bytes(Set<BlobId> pictures) {
    return pictures.stream().mapToLong(this::bytes).sum();
  }

  private long bytes(BlobId picture) {
    try {
      return blobs.size(picture);
    } catch (PictureDamagedException e) {
      // A list of all is not refused because one picture is lost; who opens it is told.
      LOG.warnf("a picture counts as empty: %s", e.getMessage());
      return 0;
    }
  }
}
