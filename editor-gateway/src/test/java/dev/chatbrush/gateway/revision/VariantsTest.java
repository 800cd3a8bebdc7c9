package dev.chatbrush.gateway.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.codec.file.ImageFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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

    assertThat(variants.bytes(small)).isNotSameAs(variants.bytes(small));
  }

  private Variants variants(String room) {
    RevisionConfig config = TestConfig.of(Map.of("chatbrush.revision.variant-cache", room));
    ReducedPictures reduced = new ReducedPictures(blobs, new DecodeGate(config), config);
    return new Variants(blobs, reduced, config);
  }
}
