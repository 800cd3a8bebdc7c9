package dev.chatbrush.gateway.life;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.owner.Owner;
import dev.chatbrush.gateway.owner.StorageShare;
import dev.chatbrush.gateway.session.SessionConfig;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.BlobStore;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.storage.PictureDamagedException;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Counts what an owner's sessions refer to, each picture once, whenever it is asked: so a delete
 * counts at once, and no counter can be wrong. A picture's size never changes, and the newest asked
 * for are remembered. Thread-safe.
 */
@ApplicationScoped
class OwnerBytes implements StorageShare {
  private static final Logger LOG = Logger.getLogger(OwnerBytes.class);

  /** Some ten megabytes. */
  private static final int REMEMBERED = 50_000;

  private final Database database;
  private final LifeStore store;
  private final BlobStore blobs;
  private final Optional<MemorySize> most;
  private final Map<BlobId, Long> sizes =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<BlobId, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  OwnerBytes(Database database, LifeStore store, BlobStore blobs, SessionConfig config) {
    this.database = database;
    this.store = store;
    this.blobs = blobs;
    this.most = config.quotaPerOwner();
  }

  @Override
  public void require(Owner owner) {
    most.map(MemorySize::asLongValue).ifPresent(bytes -> require(owner, bytes));
  }

  private void require(Owner owner, long bytes) {
    long stored = of(owner);
    if (stored >= bytes) {
      throw new EditorException(
          ProblemCode.STORED_TOO_MUCH,
          "Your pictures take %.1f MB; one may have %.1f. Delete some, and it goes on."
              .formatted(stored / 1e6, bytes / 1e6),
          Map.of("stored", stored, "limit", bytes));
    }
  }

  long of(Owner owner) {
    Set<BlobId> pictures = database.read(handle -> store.pictures(handle, owner));
    return pictures.stream().mapToLong(this::size).sum();
  }

  private long size(BlobId picture) {
    synchronized (sizes) {
      Long known = sizes.get(picture);
      if (known != null) {
        return known;
      }
    }
    try {
      long size = blobs.size(picture);
      synchronized (sizes) {
        sizes.put(picture, size);
      }
      return size;
    } catch (PictureDamagedException e) {
      LOG.debugf("what is not there takes nothing: %s", e.getMessage());
      return 0;
    }
  }
}
