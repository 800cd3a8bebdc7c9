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
   * @param kept bytes of the pictures that sessions refer to: what goes later is not theirs
   */
  record Swept(Removed removed, long kept) {
    Swept plus(Swept more) {
      return new Swept(removed.plus(more.removed), kept + more.kept);
    }
  }

  /** Looks through the whole store. */
  Swept sweep() {
    Instant before = clock.instant().minus(grace);
    List<BlobStore.Kept> piece = new ArrayList<>();
    AtomicReference<Swept> swept = new AtomicReference<>(new Swept(Removed.NONE, 0));
    blobs.forEach(
        kept -> {
          piece.add(kept);
          if (piece.size() == PIECE) {
            swept.set(swept.get().plus(sweep(piece, before)));
            piece.clear();
          }
        });
    return swept.get().plus(sweep(piece, before));
  }

  private Swept sweep(List<BlobStore.Kept> pictures, Instant before) {
    Set<BlobId> used = used(pictures);
    long kept =
        pictures.stream()
            .filter(picture -> used.contains(picture.id()))
            .mapToLong(BlobStore.Kept::bytes)
            .sum();
    List<BlobStore.Kept> left =
        pictures.stream()
            .filter(picture -> !used.contains(picture.id()) && picture.putAt().isBefore(before))
            .toList();
    return new Swept(removeUnused(left, before), kept);
  }

  private Set<BlobId> used(List<BlobStore.Kept> pictures) {
    Set<BlobId> asked = ids(pictures);
    return asked.isEmpty() ? asked : database.read(handle -> store.referredTo(handle, asked));
  }

  private static Set<BlobId> ids(List<BlobStore.Kept> pictures) {
    return pictures.stream().map(BlobStore.Kept::id).collect(Collectors.toSet());
  }

  /** Those of these that nobody refers to; what was stored within the grace goes later. */
  Removed remove(Set<BlobId> pictures) {
    List<BlobStore.Kept> all =
        pictures.stream()
            .map(picture -> new BlobStore.Kept(picture, size(picture), Instant.EPOCH))
            .toList();
    return sweep(all, clock.instant().minus(grace)).removed();
  }

  private long size(BlobId picture) {
    try {
      return blobs.size(picture);
    } catch (PictureDamagedException e) {
      LOG.debugf("nothing is to be removed: %s", e.getMessage());
      return 0;
    }
  }

  private Removed removeUnused(List<BlobStore.Kept> pictures, Instant before) {
    if (pictures.isEmpty()) {
      return Removed.NONE;
    }
    memory.forget(ids(pictures));
    return pictures.stream()
        .filter(picture -> blobs.remove(picture.id(), before))
        .map(picture -> new Removed(1, picture.bytes()))
        .reduce(Removed.NONE, Removed::plus);
  }
}
