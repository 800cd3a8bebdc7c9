package dev.chatbrush.gateway.life;

import dev.chatbrush.gateway.session.SessionConfig;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.BlobStore;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.storage.PictureDamagedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Removes pictures that no session refers to. A picture is stored before the row that names it, so
 * one that was stored lately is left: its row may be on its way.
 */
@ApplicationScoped
class UnusedPictures {
  private static final Logger LOG = Logger.getLogger(UnusedPictures.class);

  /** Pictures that are asked about at a time. */
  private static final int PIECE = 500;

  private final Database database;
  private final LifeStore store;
  private final BlobStore blobs;
  private final PictureMemory memory;
  private final Duration grace;
  private final Clock clock;

  UnusedPictures(
      Database database,
      LifeStore store,
      BlobStore blobs,
      PictureMemory memory,
      SessionConfig config,
      Clock clock) {
    this.database = database;
    this.store = store;
    this.blobs = blobs;
    this.memory = memory;
    this.grace = config.grace();
    this.clock = clock;
  }

  /** Pictures that are gone, and what they took. */
  record Removed(int pictures, long bytes) {
    static final Removed NONE = new Removed(0, 0);

    Removed plus(Removed more) {
      return new Removed(pictures + more.pictures, bytes + more.bytes);
    }
  }

  /**
   * What a look through the store has found.
   *
   * @param kept bytes of the pictures that stay
   */
  record Swept(Removed removed, long kept) {}

  /** Looks through the whole store. */
  Swept sweep() {
    Instant before = clock.instant().minus(grace);
    List<BlobStore.Kept> old = new ArrayList<>();
    AtomicLong bytes = new AtomicLong();
    AtomicReference<Removed> removed = new AtomicReference<>(Removed.NONE);
    blobs.forEach(
        kept -> {
          bytes.addAndGet(kept.bytes());
          if (kept.putAt().isBefore(before)) {
            old.add(kept);
          }
          if (old.size() == PIECE) {
            removed.set(removed.get().plus(remove(old, before)));
            old.clear();
          }
        });
    Removed all = removed.get().plus(remove(old, before));
    return new Swept(all, bytes.get() - all.bytes());
  }

  /** Those of these that nobody refers to; what was stored within the grace goes later. */
  Removed remove(Set<BlobId> pictures) {
    return remove(
        pictures.stream()
            .map(picture -> new BlobStore.Kept(picture, size(picture), Instant.EPOCH))
            .toList(),
        clock.instant().minus(grace));
  }

  private long size(BlobId picture) {
    try {
      return blobs.size(picture);
    } catch (PictureDamagedException e) {
      LOG.debugf("nothing is to be removed: %s", e.getMessage());
      return 0;
    }
  }

  private Removed remove(List<BlobStore.Kept> pictures, Instant before) {
    if (pictures.isEmpty()) {
      return Removed.NONE;
    }
    Set<BlobId> asked = pictures.stream().map(BlobStore.Kept::id).collect(Collectors.toSet());
    Set<BlobId> used = database.read(handle -> store.referredTo(handle, asked));
    asked.removeAll(used);
    memory.forget(asked);
    return pictures.stream()
        .filter(picture -> asked.contains(picture.id()) && blobs.remove(picture.id(), before))
        .map(picture -> new Removed(1, picture.bytes()))
        .reduce(Removed.NONE, Removed::plus);
  }
}
