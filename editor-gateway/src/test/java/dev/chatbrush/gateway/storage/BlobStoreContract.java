package dev.chatbrush.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What every store of pictures keeps. Each one's test extends this. */
abstract class BlobStoreContract {
  static final byte[] CONTENT = "picture".getBytes(StandardCharsets.UTF_8);

  /** The store under test, empty at the beginning; each call opens the same one anew. */
  abstract BlobStore open();

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
  void isWell() {
    assertThat(open().condition()).isEqualTo(StorageCondition.OK);
  }
}
