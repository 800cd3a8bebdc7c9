package dev.chatbrush.gateway.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.BlobStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What no session refers to goes, and nothing else. */
@QuarkusTest
class UnusedPicturesTest extends PlantedMarks {
  @Inject BlobStore blobs;

  @Test
  void sweepsWhatNobodyEverReferredToAndNothingElse() {
    String id = plant(503);
    List<BlobId> pictures = pictures(id);
    BlobId orphan = blobs.put("nobody's".getBytes(StandardCharsets.UTF_8));
    age();

    assertThat(unused.sweep().removed().pictures()).isPositive();

    assertThat(found(orphan.value())).isEmpty();
    assertThat(pictures).allSatisfy(picture -> assertThat(blobs.get(picture)).isNotEmpty());
    assertThat(unused.sweep().removed().pictures()).as("nothing is left to do").isZero();
  }

  /** What goes by itself after the grace must not end another's session by the quota. */
  @Test
  void countsOnlyWhatSessionsReferTo() {
    newSession(16, 16);
    long kept = unused.sweep().kept();
    assertThat(kept).isPositive();
    BlobId young = blobs.put("nobody's yet".repeat(5000).getBytes(StandardCharsets.UTF_8));

    assertThat(unused.sweep().kept()).isEqualTo(kept);

    assertThat(found(young.value())).as("within the grace").isNotEmpty();
  }
}
