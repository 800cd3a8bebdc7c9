package dev.chatbrush.gateway.storage;

import io.opentelemetry.instrumentation.annotations.WithSpan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Blobs as files: {@code FOLDER/ab/abcdef…}; {@code FOLDER/partial} holds what is being written,
 * under the name of the gateway that writes it, {@code FOLDER/leaving} what is being removed. A
 * file's time is when its blob was put last.
 */
@ApplicationScoped
@Typed(FolderBlobStore.class)
public class FolderBlobStore implements BlobStore {
  private static final Logger LOG = Logger.getLogger(FolderBlobStore.class);
  private final Path folder;
  private final Path partial;
  private final LeavingFiles leaving;
  private final DiskRoom room;
  private final StorageState state;
  private final String self;

  @Inject
  FolderBlobStore(StorageConfig config, StorageState state, GatewayName self) {
    this(config.folder(), config.keepFree().asLongValue(), state, self);
  }

  /** Opens or makes the store. */
  FolderBlobStore(Path folder, long keepFree, StorageState state, GatewayName self) {
    this.state = state;
    this.self = self.value();
    this.folder = folder.toAbsolutePath().normalize();
    this.partial = this.folder.resolve("partial");
    this.room = new DiskRoom(partial, keepFree);
    this.leaving = new LeavingFiles(this.folder.resolve("leaving"), this::path);
    try {
      DurableFiles.createDirectories(partial);
      leaving.open();
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot write to the picture folder %s: %s; set chatbrush.storage.folder to a writable one"
              .formatted(this.folder, e),
          e);
    }
  }

  @Override
  public void removePartial(Set<String> living) {
    // Probes of the disk's room begin with a dot and are their maker's.
    DirectoryStream.Filter<Path> abandoned =
        file -> !name(file).startsWith(".") && !living.contains(owner(file));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(partial, abandoned)) {
      for (Path file : files) {
        if (Files.deleteIfExists(file)) {
          LOG.infof("removed %s, which was never finished", name(file));
        }
      }
    } catch (IOException e) {
      // A disk that takes no writes can still be read from; a later start removes it.
      LOG.warnf("what was never finished cannot be removed: %s", e);
    }
  }

  private static String owner(Path file) {
    return name(file).replaceFirst("-.*", "");
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private Path newPartial() {
    return partial.resolve(self + "-" + UUID.randomUUID());
  }

  @Override
  @WithSpan("store picture")
  public BlobId put(byte[] content) {
    BlobId id = BlobId.of(content);
    Path target = path(id);
    try {
      if (!(LeavingFiles.stays(target) && holds(target, id))) {
        requireRoom(content.length);
        DurableFiles.createDirectories(target.getParent());
        DurableFiles.write(newPartial(), target, content);
      }
      return id;
    } catch (IOException e) {
      throw StorageProblems.of(condition(), e);
    }
  }

  /** Room that rows need is not taken by pictures. */
  private void requireRoom(long bytes) throws IOException {
    state.requireRoom();
    if (!room.has(bytes)) {
      throw StorageProblems.of(StorageCondition.FULL, null);
    }
  }

  private static boolean holds(Path target, BlobId id) throws IOException {
    try {
      return BlobId.of(read(target)).equals(id);
    } catch (FileNotFoundException e) {
      return false; // taken aside at this moment: written anew, it is there whatever becomes of
      // that
    }
  }

  /** Not by Files.readAllBytes, which an interrupt of the thread breaks off. */
  private static byte[] read(Path file) throws IOException {
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      return in.readAllBytes();
    }
  }

  @Override
  public long size(BlobId id) {
    try {
      return leaving.reading(id, Files::size);
    } catch (NoSuchFileException e) {
      throw new PictureDamagedException(id, "missing", e);
    } catch (IOException e) {
      throw new PictureDamagedException(id, "not readable", e);
    }
  }

  @Override
  public void renew(BlobId id) {
    try {
      leaving.renew(id);
    } catch (NoSuchFileException e) {
      throw new PictureDamagedException(id, "missing", e);
    } catch (IOException e) {
      throw StorageProblems.of(condition(), e);
    }
  }

  @Override
  public byte[] get(BlobId id) {
    byte[] content;
    try {
      content = leaving.reading(id, FolderBlobStore::read);
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new PictureDamagedException(id, "missing", e);
    } catch (IOException e) {
      throw new PictureDamagedException(id, "not readable", e);
    }
    if (!BlobId.of(content).equals(id)) {
      throw new PictureDamagedException(id, "damaged", null);
    }
    return content;
  }

  @Override
  public void forEach(Consumer<Kept> visitor) {
    leaving.forEach(folder, visitor);
  }

  @Override
  public boolean remove(BlobId id, Instant before) {
    return leaving.remove(id, before);
  }

  private Path path(BlobId id) {
    return folder.resolve(id.value().substring(0, 2)).resolve(id.value());
  }

  @Override
  public StorageCondition condition() {
    return room.look();
  }
}
