package dev.chatbrush.gateway.storage;

import static dev.chatbrush.gateway.testing.Failures.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderBlobStoreTest extends BlobStoreContract {
  @TempDir Path folder;
  private final StorageState state = new StorageState();
  private FolderBlobStore store;

  @BeforeEach
  void openOne() {
    store = open();
  }

  @Override
  protected FolderBlobStore open() {
    return new FolderBlobStore(folder, 0, state, new GatewayName("ME"));
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
  void removesWhatGatewaysThatAreGoneNeverFinished() throws IOException {
    for (String name : List.of("GONE-1", "OTHER-2", ".probe-1", "of-an-older-version")) {
      Files.writeString(folder.resolve("partial").resolve(name), "half");
    }

    store.removePartial(Set.of("ME", "OTHER"));

    assertThat(files())
        .extracting(file -> file.getFileName().toString())
        .containsExactlyInAnyOrder("OTHER-2", ".probe-1");
  }

  /** Two remove all that was put a minute ago, while it is put again and again. */
  @Test
  void losesNothingThatIsPutWhileItIsRemoved() throws Exception {
    Path place = folder.resolve(BlobId.of(CONTENT).value().substring(0, 2));
    Path file = place.resolve(BlobId.of(CONTENT).value());
    FileTime old = FileTime.from(Instant.now().minusSeconds(120));
    AtomicBoolean over = new AtomicBoolean();
    Callable<Integer> removing =
        () -> {
          BlobStore other = open();
          int removed = 0;
          while (!over.get()) {
            removed += other.remove(BlobId.of(CONTENT), Instant.now().minusSeconds(60)) ? 1 : 0;
          }
          return removed;
        };
    ExecutorService removers = Executors.newFixedThreadPool(2);
    List<Future<Integer>> removals = List.of(removers.submit(removing), removers.submit(removing));
    try {
      for (int i = 0; i < 2000; i++) {
        store.put(CONTENT);
        assertThat(store.get(BlobId.of(CONTENT))).as("put %d", i).isEqualTo(CONTENT);
        age(file, old);
      }
    } finally {
      over.set(true);
      removers.shutdown();
    }
    assertThat(removals.get(0).get() + removals.get(1).get()).as("removals").isPositive();
  }

  private void age(Path file, FileTime time) throws IOException {
    for (boolean done = false; !done; ) {
      try {
        Files.setLastModifiedTime(file, time);
        done = true;
      } catch (NoSuchFileException e) {
        store.size(BlobId.of(CONTENT)); // a remover holds it for an instant
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-4f1c", "-4f1c-9d"})
  void bringsBackWhatARemovalThatWasCutOffHasLeft(String remover) throws IOException {
    BlobId id = store.put(CONTENT);
    Path aside = folder.resolve("leaving").resolve(id.value() + remover);
    Files.move(files().get(0), aside);

    assertThat(store.get(id)).as("who reads it needs it").isEqualTo(CONTENT);
    Files.move(files().get(0), aside);
    assertThat(open().size(id)).as("after a restart").isEqualTo(CONTENT.length);
    assertThat(aside).doesNotExist();
  }

  @Test
  void tidiesUpAfterTwoRemovalsThatWereCutOff() throws IOException {
    BlobId id = store.put(CONTENT);
    Path aside = folder.resolve("leaving").resolve(id.value() + "-1");
    Files.move(files().get(0), aside);
    Files.copy(aside, aside.resolveSibling(id.value() + "-2"));

    assertThat(open().get(id)).isEqualTo(CONTENT);
    assertThat(files()).hasSize(1);
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
  void takesNothingOnceLittleIsLeft() throws IOException {
    FolderBlobStore store =
        new FolderBlobStore(folder, Long.MAX_VALUE, state, new GatewayName("ME"));

    assertThat(store.condition()).isEqualTo(StorageCondition.FULL);
    assertThatThrownBy(() -> store.put(CONTENT)).has(code("STORAGE_FAILED"));
    assertThat(files()).isEmpty();
  }

  @Test
  void goesOnReadingWhileStorageIsFull() {
    BlobId id = store.put(CONTENT);
    state.become(StorageCondition.FULL);

    assertThatThrownBy(() -> store.put(new byte[] {1})).has(code("STORAGE_FAILED"));
    assertThat(store.get(id)).isEqualTo(CONTENT);
    assertThat(store.put(CONTENT)).as("nothing is to be written").isEqualTo(id);
  }

  @Test
  void isItsOwnersAlone() throws IOException {
    store.put(CONTENT);

    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.filter(path -> !path.equals(folder)).toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
      }
    }
  }

  @Test
  void acceptsHashesOnly() {
    assertThatThrownBy(() -> new BlobId("../../etc/passwd"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
