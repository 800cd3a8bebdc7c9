package dev.chatbrush.gateway.storage;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a folder's file system still takes. Thread-safe. */
final class DiskRoom {
  private final Path probe;
  private final long keepFree;
  private final Free free;

  /** Tells what is free. */
  @FunctionalInterface
  interface Free {
    long bytes() throws IOException;
  }

  /**
   * @param keepFree bytes below which the disk counts as full
   */
  DiskRoom(Path folder, long keepFree) {
    this(folder, keepFree, () -> Files.getFileStore(folder).getUsableSpace());
  }

  DiskRoom(Path folder, long keepFree, Free free) {
    this.free = free;
    this.probe = folder.resolve(".probe-" + ProcessHandle.current().pid());
    this.keepFree = keepFree;
  }

  /** Whether {@code bytes} more leave what is to be kept free. */
  boolean has(long bytes) throws IOException {
    return free() - bytes >= keepFree;
  }

  long free() throws IOException {
    return free.bytes();
  }

  /** OK, FULL or READ_ONLY, found out by writing a byte. */
  StorageCondition look() {
    try {
      boolean room = has(0);
      StorageCondition writing = write();
      return room || writing == StorageCondition.READ_ONLY ? writing : StorageCondition.FULL;
    } catch (IOException e) {
      return StorageCondition.READ_ONLY;
    }
  }

  private StorageCondition write() throws IOException {
    try (FileOutputStream file = new FileOutputStream(probe.toFile())) {
      file.write(0);
      return StorageCondition.OK;
    } catch (IOException e) {
      return free() < keepFree && Files.exists(probe)
          ? StorageCondition.FULL
          : StorageCondition.READ_ONLY;
    } finally {
      probe.toFile().delete(); // on a read-only disk it is not there
    }
  }
}
