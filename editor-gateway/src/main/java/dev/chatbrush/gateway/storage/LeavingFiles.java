package dev.chatbrush.gateway.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Takes blobs out of their folder while others put them, here and in other gateways. Who puts what
 * is there already renews its file's time and then looks whether it is still there; who removes
 * moves the file aside and then looks at its time. One of the two sees the other, whatever the
 * order, so that nothing is lost that was put. Aside each remover has a name of its own for it,
 * {@code HASH-…}, since a blob may be put anew and removed again while an earlier removal runs: who
 * looked at one file must not delete another. Thread-safe.
 */
final class LeavingFiles {
  /** That may hold one file at a moment, each for an instant. */
  private static final int MOST_REMOVERS = 3;

  private final Path aside;
  private final Function<BlobId, Path> places;

  /**
   * @param aside on the blobs' file system
   * @param places where each blob lies
   */
  LeavingFiles(Path aside, Function<BlobId, Path> places) {
    this.aside = aside;
    this.places = places;
  }

  /** Makes its folder, and brings back what a removal that was cut off has left there. */
  void open() throws IOException {
    DurableFiles.createDirectories(aside);
    try (DirectoryStream<Path> cutOff = Files.newDirectoryStream(aside)) {
      for (Path file : cutOff) {
        String hash = file.getFileName().toString().replaceFirst("-.*", ""); // once it was all
        Path place = places.apply(new BlobId(hash));
        if (Files.exists(place)) {
          Files.deleteIfExists(file); // it has been put anew
        } else {
          bringBack(file, place);
        }
      }
    }
  }

  /** Renews the file's time; false where it was taken out meanwhile, and has to be written. */
  static boolean stays(Path file) throws IOException {
    try {
      Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
      return Files.exists(file);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** As {@link BlobStore#renew}; fails with NoSuchFileException. */
  void renew(BlobId id) throws IOException {
    reading(
        id,
        file -> {
          if (!stays(file)) {
            throw new NoSuchFileException(file.toString());
          }
          return file;
        });
  }

  /** Reads a file in some way. */
  @FunctionalInterface
  interface Reading<T> {
    T of(Path file) throws IOException;
  }

  /** Who reads a blob that is being removed still needs it: it comes back. */
  <T> T reading(BlobId id, Reading<T> reading) throws IOException {
    for (int removers = 0; removers < MOST_REMOVERS; removers++) {
      try {
        return reading.of(places.apply(id));
      } catch (NoSuchFileException | FileNotFoundException e) {
        bringBack(id);
      }
    }
    return reading.of(places.apply(id));
  }

  private void bringBack(BlobId id) throws IOException {
    Path place = places.apply(id);
    try (DirectoryStream<Path> held = Files.newDirectoryStream(aside, id.value() + "*")) {
      for (Path file : held) {
        if (Files.exists(place) || bringBack(file, place)) {
          return;
        }
      }
    }
  }

  /** As if it were put now: it may take the place of one that was put lately. */
  private static boolean bringBack(Path held, Path place) throws IOException {
    return stays(held) && moveIfThere(held, place);
  }

  private static boolean moveIfThere(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** As {@link BlobStore#remove}. */
  boolean remove(BlobId id, Instant before) {
    try {
      Path place = places.apply(id);
      Path mine = aside.resolve(id.value() + "-" + UUID.randomUUID());
      return putBefore(place, before)
          && moveIfThere(place, mine)
          && deleteUnlessPut(mine, place, before);
    } catch (IOException e) {
      throw new StorageFailedException("Picture %s cannot be removed.".formatted(id), e);
    }
  }

  private static boolean deleteUnlessPut(Path mine, Path place, Instant before) throws IOException {
    if (putBefore(mine, before)) {
      return Files.deleteIfExists(mine);
    }
    moveIfThere(mine, place);
    return false;
  }

  private static boolean putBefore(Path file, Instant before) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(before);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** As {@link BlobStore#forEach}, of the blobs in {@code folder}. */
  void forEach(Path folder, Consumer<BlobStore.Kept> visitor) {
    try (DirectoryStream<Path> groups = Files.newDirectoryStream(folder, "[0-9a-f][0-9a-f]")) {
      for (Path group : groups) {
        visitGroup(group, visitor);
      }
    } catch (IOException e) {
      throw new StorageFailedException("The pictures cannot be listed.", e);
    }
  }

  private static void visitGroup(Path group, Consumer<BlobStore.Kept> visitor) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(group)) {
      for (Path file : files) {
        try {
          BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
          BlobId id = new BlobId(file.getFileName().toString());
          visitor.accept(
              new BlobStore.Kept(id, found.size(), found.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException e) {
          continue; // removed meanwhile
        }
      }
    }
  }
}
