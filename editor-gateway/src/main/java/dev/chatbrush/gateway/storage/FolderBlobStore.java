package dev.chatbrush.gateway.storage;

import io.opentelemetry.instrumentation.annotations.WithSpan;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Blobs as files: {@code FOLDER/ab/abcdef…}; {@code FOLDER/partial} holds what is being written.
 */
@Startup
@ApplicationScoped
public class FolderBlobStore implements BlobStore {
  private static final Logger LOG = Logger.getLogger(FolderBlobStore.class);
  private final Path folder;
  private final Path partial;

  @Inject
  FolderBlobStore(StorageConfig config) {
    this(config.folder());
  }

  /** Opens or makes the store; what a crash left half-written is removed. */
  FolderBlobStore(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
    this.partial = this.folder.resolve("partial");
    try {
      DurableFiles.createDirectories(partial);
      removePartial();
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot write to the picture folder %s: %s; set chatbrush.storage.folder to a writable one"
              .formatted(this.folder, e),
          e);
    }
  }

  private void removePartial() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(partial)) {
      for (Path file : files) {
        Files.delete(file);
        LOG.infof("removed %s, which was never finished", file.getFileName());
      }
    }
  }

  @Override
  @WithSpan("store picture")
  public BlobId put(byte[] content) {
    BlobId id = BlobId.of(content);
    Path target = path(id);
    try {
      if (!holds(target, id)) {
        DurableFiles.createDirectories(target.getParent());
        DurableFiles.write(partial.resolve(UUID.randomUUID().toString()), target, content);
      }
      return id;
    } catch (IOException e) {
      throw new StorageFailedException(e);
    }
  }

  private static boolean holds(Path target, BlobId id) throws IOException {
    return Files.exists(target) && BlobId.of(Files.readAllBytes(target)).equals(id);
  }

  @Override
  public byte[] get(BlobId id) {
    byte[] content;
    try {
      content = Files.readAllBytes(path(id));
    } catch (NoSuchFileException e) {
      throw new PictureDamagedException(id, "missing", e);
    } catch (IOException e) {
      throw new PictureDamagedException(id, "not readable", e);
    }
    if (!BlobId.of(content).equals(id)) {
      throw new PictureDamagedException(id, "damaged", null);
    }
    return content;
  }

  private Path path(BlobId id) {
    return folder.resolve(id.value().substring(0, 2)).resolve(id.value());
  }

  @Override
  public boolean isWritable() {
    return Files.isWritable(partial);
  }
}
