package dev.chatbrush.gateway.bucket;

import dev.chatbrush.gateway.storage.BlobId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes objects out of a bucket while others put them, here and in other gateways; a bucket has no
 * locks and moves nothing, but whoever reads after a write sees it. Who removes first says so by a
 * mark, {@code leaving/HASH-…}, and then looks when the object was put; who puts first puts and
 * then looks for marks. One of the two sees the other: the remover leaves what is young, and who
 * has put waits until no mark is there and looks whether the object is. Thread-safe.
 */
final class Departures {
  private static final String MARKS = "leaving/";

  /** A remover that took longer between its mark and the removal lets it be. */
  private static final Duration HASTE = Duration.ofSeconds(5);

  /** All that the removal's own call may take. */
  private static final Duration REMOVAL = Duration.ofSeconds(20);

  /**
   * A mark that is seen for longer is one that was left: {@code HASTE + REMOVAL < MARK_COUNTS}, so
   * that no removal comes after that.
   */
  private static final Duration MARK_COUNTS = Duration.ofSeconds(30);

  private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

  private final Bucket bucket;
  private final String self;
  private final Duration markCounts;

  Departures(Bucket bucket, String self) {
    this(bucket, self, MARK_COUNTS);
  }

  Departures(Bucket bucket, String self, Duration markCounts) {
    this.bucket = bucket;
    this.self = self;
    this.markCounts = markCounts;
  }

  /** Whether an object that was just put is there to stay; else it is to be put again. */
  boolean stays(String key, BlobId id) {
    Set<String> first = marks(id);
    Set<String> marks = first;
    long end = System.nanoTime() + markCounts.toNanos();
    while (!marks.isEmpty() && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
      marks = marks(id);
    }
    first.retainAll(marks); // seen all the time; a younger one is somebody's who may yet remove
    first.forEach(bucket::delete); // or each later put would wait for it too
    return bucket.head(key).isPresent();
  }

  private Set<String> marks(BlobId id) {
    Set<String> found = new HashSet<>();
    bucket.forEach(MARKS + id.value(), mark -> found.add(mark.key()));
    return found;
  }

  /** Removes an object that was put before that; whether it did. */
  boolean remove(String key, BlobId id, Instant before) {
    if (!isOld(key, before)) {
      return false;
    }
    String mark = "%s%s-%s-%s".formatted(MARKS, id.value(), self, UUID.randomUUID());
    long began = System.nanoTime();
    bucket.put(mark, new byte[0]);
    boolean leaves = isOld(key, before) && System.nanoTime() - began <= HASTE.toNanos();
    if (leaves) {
      bucket.deleteWithin(REMOVAL, key); // where that fails it may yet happen: the mark stays
    }
    bucket.delete(mark);
    return leaves;
  }

  /** A bucket tells times in seconds, rounded down: one within that second may be young. */
  private boolean isOld(String key, Instant before) {
    return bucket
        .head(key)
        .map(found -> !found.changed().plusSeconds(1).isAfter(before))
        .orElse(false);
  }

  /** Removes the marks of gateways that run no more. */
  void tidy(Set<String> living) {
    bucket.forEach(
        MARKS,
        mark -> {
          if (!living.contains(mark.key().split("-")[1])) {
            bucket.delete(mark.key());
          }
        });
  }
}
