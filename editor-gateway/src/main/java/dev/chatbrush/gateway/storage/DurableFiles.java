package dev.chatbrush.gateway.storage;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Makes files appear whole and stay: write to a temporary name, fsync, rename, fsync the directory.
 * Nobody else renames. They are their owner's alone, whatever the umask, and an interrupt does not
 * break a write off, as it would with a FileChannel.
 */
public final class DurableFiles {
  private static final FileAttribute<?> FILE = permissions("rw-------");
  private static final FileAttribute<?> DIRECTORY = permissions("rwx------");

  private DurableFiles() {}

  private static FileAttribute<?> permissions(String words) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(words));
  }

  /** Windows has no such permissions: a folder hands its own on. */
  private static FileAttribute<?>[] where(Path path, FileAttribute<?> permissions) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix ? new FileAttribute<?>[] {permissions} : new FileAttribute<?>[0];
  }

  /** Writes {@code content} to {@code target}; {@code temporary} is on the same file system. */
  public static void write(Path temporary, Path target, byte[] content) throws IOException {
    createPrivate(temporary);
    try {
      try (FileOutputStream file = new FileOutputStream(temporary.toFile())) {
        file.write(content);
        file.getFD().sync();
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      syncDirectory(target.getParent());
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Makes an empty file that only its owner can open. */
  static void createPrivate(Path file) throws IOException {
    Files.createFile(file, where(file, FILE));
  }

  /** Creates {@code directory} and what is missing above it, each entry fsynced. */
  public static void createDirectories(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.toAbsolutePath().getParent();
    createDirectories(parent);
    Files.createDirectories(directory, where(directory, DIRECTORY));
    syncDirectory(parent);
  }

  private static void syncDirectory(Path directory) throws IOException {
    if (directory.getFileSystem().getSeparator().equals("\\")) {
      return; // Windows has no handle to a directory; its journal orders the rename
    }
    try (AsynchronousFileChannel handle =
        AsynchronousFileChannel.open(directory, Set.of(StandardOpenOption.READ), null)) {
      handle.force(true);
    }
  }
}
