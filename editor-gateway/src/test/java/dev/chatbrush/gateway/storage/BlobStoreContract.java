package dev.chatbrush.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every store of pictures keeps. Each one's test extends this. */
public abstract class BlobStoreContract {
  protected static final byte[] CONTENT = "picture".getBytes(StandardCharsets.UTF_8);

  /** The store under test, empty at the beginning; each call opens the same one anew. */
  protected abstract BlobStore open();

  @Test
  void givesBackWhatWasPut() {
    BlobStore store = open();

    BlobId id = store.put(CONTENT);

    assertThat(id).isEqualTo(BlobId.of(CONTENT));
    assertThat(store.get(id)).isEqualTo(CONTENT);
    assertThat(store.size(id)).isEqualTo(CONTENT.length);
    assertThat(open().get(id)).as("after a restart").isEqualTo(CONTENT);
  }

  @Test
  void takesEqualContentAgain() {
    BlobStore store = open();

    assertThat(store.put(CONTENT)).isEqualTo(store.put(CONTENT.clone()));
    assertThat(store.get(BlobId.of(CONTENT))).isEqualTo(CONTENT);
  }

  /** More than a store may send or write at a time. */
  @Test
  void takesMuch() {
    byte[] much = new byte[12_000_001];
    new Random(7).nextBytes(much);

    BlobId id = open().put(much);

    assertThat(open().get(id)).isEqualTo(much);
    assertThat(open().size(id)).isEqualTo(much.length);
  }

  @Test
  void goesOnInAnInterruptedThread() {
    Thread.currentThread().interrupt();
    try {
      BlobStore store = open();
      assertThat(store.get(store.put(CONTENT))).isEqualTo(CONTENT);
    } finally {
      assertThat(Thread.interrupted()).as("it is left to whom it concerns").isTrue();
    }
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> open().get(BlobId.of(CONTENT)))
        .isInstanceOf(PictureDamagedException.class)
        .hasMessageContaining("missing");
    assertThatThrownBy(() -> open().size(BlobId.of(CONTENT)))
        .isInstanceOf(PictureDamagedException.class)
        .hasMessageContaining("missing");
  }

  @Test
  void removesWhatWasPutBefore() {
    BlobStore store = open();
    BlobId id = store.put(CONTENT);

    assertThat(store.remove(id, Instant.now().minusSeconds(60))).as("put later").isFalse();
    assertThat(store.get(id)).isEqualTo(CONTENT);
    assertThat(store.remove(id, later())).isTrue();
    assertThat(store.remove(id, later())).as("once").isFalse();

    assertThatThrownBy(() -> store.get(id)).isInstanceOf(PictureDamagedException.class);
    assertThat(ids(store)).isEmpty();
    assertThat(store.get(store.put(CONTENT))).as("it may come again").isEqualTo(CONTENT);
  }

  @Test
  void keepsWhatWasRenewed() throws InterruptedException {
    BlobStore store = open();
    BlobId id = store.put(CONTENT);
    Thread.sleep(20);
    Instant before = Instant.now();
    Thread.sleep(20);

    store.renew(id);

    assertThat(store.remove(id, before)).isFalse();
    assertThat(store.get(id)).isEqualTo(CONTENT);
    assertThat(store.remove(id, later())).isTrue();
    assertThatThrownBy(() -> store.renew(id))
        .isInstanceOf(PictureDamagedException.class)
        .hasMessageContaining("missing");
  }

  @Test
  void listsWhatItHas() {
    BlobStore store = open();
    BlobId id = store.put(CONTENT);

    List<BlobStore.Kept> found = new ArrayList<>();
    store.forEach(found::add);

    assertThat(found).extracting(BlobStore.Kept::id).containsExactly(id);
    assertThat(found.get(0).bytes()).isEqualTo(CONTENT.length);
    assertThat(found.get(0).putAt()).isBetween(Instant.now().minusSeconds(60), later());
  }

  private static List<BlobId> ids(BlobStore store) {
    List<BlobId> ids = new ArrayList<>();
    store.forEach(kept -> ids.add(kept.id()));
    return ids;
  }

  private static Instant later() {
    return Instant.now().plusSeconds(60);
  }

  @Test
  void isWell() {
    assertThat(open().condition()).isEqualTo(StorageCondition.OK);
  }
}
