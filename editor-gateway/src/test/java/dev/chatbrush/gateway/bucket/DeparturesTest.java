package dev.chatbrush.gateway.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.BlobStore;
import dev.chatbrush.gateway.storage.GatewayName;
import dev.chatbrush.gateway.storage.StorageState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two remove all that was put a minute ago, while it is put again and again. */
@Tag("s3")
class DeparturesTest {
  private static final byte[] CONTENT = "picture".getBytes(StandardCharsets.UTF_8);
  private static final int PUTS = 80;

  private final String bucket = S3Server.newBucket();
  private final S3Config config = S3Server.config(bucket, "");

  private BlobStore open(String name) {
    return new S3BlobStore(S3Clients.of(config), config, new StorageState(), new GatewayName(name));
  }

  @Test
  void nothingIsLostThatIsPutWhileItIsRemoved() throws Exception {
    BlobId id = BlobId.of(CONTENT);
    Path file = S3Server.folder(bucket).resolve(id.value().substring(0, 2)).resolve(id.value());
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService removers = Executors.newFixedThreadPool(2);
    List<Future<Integer>> removals =
        List.of(
            removers.submit(removing(open("ONE"), id, over)),
            removers.submit(removing(open("TWO"), id, over)));
    BlobStore store = open("ME");
    try {
      for (int i = 0; i < PUTS; i++) {
        store.put(CONTENT);
        assertThat(store.get(id)).as("put %d", i).isEqualTo(CONTENT);
        age(file);
      }
    } finally {
      over.set(true);
      removers.shutdown();
    }
    assertThat(removals.get(0).get() + removals.get(1).get()).as("removals").isPositive();
  }

  @Test
  void aMarkThatWasLeftIsWaitedForOnce() {
    BlobId id = BlobId.of(CONTENT);
    Bucket objects = new Bucket(S3Clients.of(config), bucket, "", "ME", S3Server.PART);
    objects.put("key", CONTENT);
    objects.put("leaving/" + id.value() + "-GONE-1", new byte[0]);
    Departures departures = new Departures(objects, "ME", Duration.ofSeconds(1));
    long began = System.nanoTime();

    assertThat(departures.stays("key", id)).isTrue();

    assertThat(System.nanoTime() - began).isGreaterThan(Duration.ofSeconds(1).toNanos());
    List<String> left = new ArrayList<>();
    objects.forEach("leaving/", mark -> left.add(mark.key()));
    assertThat(left).as("the next put does not wait").isEmpty();
  }

  private static Callable<Integer> removing(BlobStore store, BlobId id, AtomicBoolean over) {
    return () -> {
      int removed = 0;
      while (!over.get()) {
        removed += store.remove(id, Instant.now().minusSeconds(60)) ? 1 : 0;
      }
      return removed;
    };
  }

  /** As if it had been put two minutes ago; it may be gone as soon as it has been. */
  private static void age(Path file) throws IOException {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(120)));
    } catch (NoSuchFileException e) {
      throw new AssertionError("it was young: nobody may have removed it", e);
    }
  }
}
