package dev.chatbrush.gateway.storage;

import dev.chatbrush.gateway.api.EditorException;
import java.util.Set;

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
   * Removes what gateways left half-written that run no more; {@code living} names those that do.
   */
  void removePartial(Set<String> living);

  /** How the store is; UNREACHABLE where it cannot be read either. */
  StorageCondition condition();
}
