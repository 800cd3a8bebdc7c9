package dev.chatbrush.gateway.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.BlobStore;
import dev.chatbrush.gateway.storage.StorageCondition;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.codec.file.ImageFormat;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VariantsTest {
  private final byte[] stored = ImageEncoder.png(RgbImage.filled(64, 48, 200, 100, 50));
  private final Variant small = new Variant(BlobId.of(stored), ImageFormat.JPEG, 32);
  private final OnePicture blobs = new OnePicture(stored);

  @Test
  void makesAPictureOnceAndKeepsIt() {
    Variants variants = variants("64M");

    byte[] first = variants.bytes(small);

    assertThat(variants.bytes(small)).isSameAs(first);
    assertThat(blobs.reads).hasValue(1);
  }

  @Test
  void whoComesWhileItIsMadeWaitsForThat() throws Exception {
    Variants variants = variants("64M");
    blobs.open = new CountDownLatch(1);
    ExecutorService readers = Executors.newFixedThreadPool(4);
    try {
      List<CompletableFuture<byte[]>> asked =
          Stream.generate(() -> CompletableFuture.supplyAsync(() -> variants.bytes(small), readers))
              .limit(4)
              .toList();
      blobs.asked.await();
      blobs.open.countDown();

      byte[] first = asked.get(0).get(10, TimeUnit.SECONDS);
      for (CompletableFuture<byte[]> other : asked) {
        assertThat(other.get(10, TimeUnit.SECONDS)).isSameAs(first);
      }
      assertThat(blobs.reads).hasValue(1);
    } finally {
      readers.shutdownNow();
    }
  }

  @Test
  void aFailureIsNotKept() {
    Variants variants = variants("64M");
    blobs.fails = true;
    assertThatThrownBy(() -> variants.bytes(small)).hasMessage("the disk is away");

    blobs.fails = false;

    assertThat(variants.bytes(small)).isNotEmpty();
  }

  @Test
  void whatIsLargerThanTheRoomIsNotKept() {
    Variants variants = variants("100");

    variants.bytes(small);
    variants.bytes(small);

    assertThat(blobs.reads).hasValue(2);
  }

  private Variants variants(String room) {
    RevisionConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withConverter(MemorySize.class, 200, new MemorySizeConverter())
            .withMapping(RevisionConfig.class)
            .withDefaultValues(Map.of("chatbrush.revision.variant-cache", room))
            .build()
            .getConfigMapping(RevisionConfig.class);
    return new Variants(blobs, new DecodeGate(config), config);
  }

  private static final class OnePicture implements BlobStore {
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
}
