package dev.chatbrush.gateway.storage;

/**
 * Keeps immutable bytes under their hash. Thread-safe. What each implementation keeps is written as
 * the test {@code BlobStoreContract}.
 */
public interface BlobStore {
  /**
   * Stores {@code content}. When this returns it survives a crash and a power failure.
   *
   * @throws StorageFailedException when it could not be stored; nothing of it is then visible
   */
  BlobId put(byte[] content);

  /**
   * The stored bytes, checked against their hash.
   *
   * @throws PictureDamagedException when they are missing or differ
   */
  byte[] get(BlobId id);

  /** Whether something could be stored now. */
  boolean isWritable();
}
