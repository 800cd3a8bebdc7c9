package dev.chatbrush.gateway.storage;

import dev.chatbrush.gateway.api.EditorException;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Keeps immutable bytes under their hash. Thread-safe. What each implementation keeps is written as
 * the test {@code BlobStoreContract}.
 */
public interface BlobStore {
  /**
   * Stores {@code content}. When this returns it survives a crash and a power failure.
   *
   * @throws EditorException STORAGE_FAILED, _UNREACHABLE: nothing of it is then visible
   */
  BlobId put(byte[] content);

  /**
   * The stored bytes, checked against their hash.
   *
   * @throws PictureDamagedException when they are missing or differ
   */
  byte[] get(BlobId id);

  /**
   * How many bytes {@link #get} will give; they are not read.
   *
   * @throws PictureDamagedException when they are missing
   */
  long size(BlobId id);

  /**
   * Makes a blob count as put now, for who takes it by its hash and will name it in a row: from
   * then on it stays as long as what is put.
   *
   * @throws PictureDamagedException when it is missing
   */
  void renew(BlobId id);

  /** A blob as it lies there. {@code putAt} is when it was put last, by whoever. */
  record Kept(BlobId id, long bytes, Instant putAt) {}

  /** Goes through all that is stored, in no order; what comes or goes meanwhile may be left out. */
  void forEach(Consumer<Kept> visitor);

  /**
   * Removes a blob unless somebody put it (again) at or after {@code before}: a put that returns
   * while this runs has its blob afterwards.
   *
   * @return whether it is gone by this call
   */
  boolean remove(BlobId id, Instant before);

  /**
   * Removes what gateways left half-written that run no more; {@code living} names those that do.
   */
  void removePartial(Set<String> living);

  /** How the store is; UNREACHABLE where it cannot be read either. */
  StorageCondition condition();
}
