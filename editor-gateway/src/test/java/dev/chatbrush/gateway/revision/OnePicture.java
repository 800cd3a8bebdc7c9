package dev.chatbrush.gateway.revision;

import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.BlobStore;
import dev.chatbrush.gateway.storage.StorageCondition;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Holds one picture, counts how often it is read, and fails or lets wait when told. */
final class OnePicture implements BlobStore {
  final AtomicInteger reads = new AtomicInteger();
  final CountDownLatch asked = new CountDownLatch(1);
  final byte[] content;
  volatile CountDownLatch open = new CountDownLatch(0);
  volatile boolean fails;

  OnePicture(byte[] content) {
    this.content = content;
  }

  @Override
  public long size(BlobId id) {
    return content.length;
  }

  @Override
  public void renew(BlobId id) {
    throw new UnsupportedOperationException("nothing is stored here");
  }

  @Override
  public void removePartial(Set<String> living) {
    throw new UnsupportedOperationException("nothing is stored here");
  }

  @Override
  public void forEach(Consumer<Kept> visitor) {
    throw new UnsupportedOperationException("nothing is stored here");
  }

  @Override
  public boolean remove(BlobId id, Instant before) {
    throw new UnsupportedOperationException("nothing is stored here");
  }

  @Override
  public BlobId put(byte[] picture) {
    throw new UnsupportedOperationException("nothing is stored here");
  }

  @Override
  public byte[] get(BlobId id) {
    if (fails) {
      throw new IllegalStateException("the disk is away");
    }
    reads.incrementAndGet();
    asked.countDown();
    try {
      open.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return content;
  }

  @Override
  public StorageCondition condition() {
    return StorageCondition.READ_ONLY;
  }
}
