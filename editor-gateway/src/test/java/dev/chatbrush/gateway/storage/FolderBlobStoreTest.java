package dev.chatbrush.gateway.storage;

import static dev.chatbrush.gateway.testing.Failures.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderBlobStoreTest extends BlobStoreContract {
  @TempDir Path folder;
  private FolderBlobStore store;

  @BeforeEach
  void openOne() {
    store = open();
  }

  @Override
  FolderBlobStore open() {
    return new FolderBlobStore(folder);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void keepsEqualContentOnce() throws IOException {
    store.put(CONTENT);
    store.put(CONTENT.clone());

    assertThat(files()).hasSize(1);
  }

  @Test
  void noticesDamage() throws IOException {
    BlobId id = store.put(CONTENT);
    Files.writeString(files().get(0), "other");

    assertThatThrownBy(() -> store.get(id))
        .isInstanceOf(PictureDamagedException.class)
        .hasMessageContaining("damaged");
    store.put(CONTENT);
    assertThat(store.get(id)).as("a new upload heals it").isEqualTo(CONTENT);
  }

  @Test
  void removesWhatWasNeverFinished() throws IOException {
    Files.writeString(folder.resolve("partial").resolve("torn"), "half");

    new FolderBlobStore(folder);

    assertThat(files()).isEmpty();
  }

  @Test
  void failsWholeWhenItCannotWrite() throws IOException {
    Path partial = folder.resolve("partial");
    Files.delete(partial);
    Files.createFile(partial); // root may write anywhere, so that permissions prove nothing

    assertThatThrownBy(() -> store.put(CONTENT))
        .isInstanceOf(StorageFailedException.class)
        .has(code("STORAGE_FAILED"));
    assertThatThrownBy(() -> store.get(BlobId.of(CONTENT)))
        .isInstanceOf(PictureDamagedException.class);
  }

  @Test
  void acceptsHashesOnly() {
    assertThatThrownBy(() -> new BlobId("../../etc/passwd"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
