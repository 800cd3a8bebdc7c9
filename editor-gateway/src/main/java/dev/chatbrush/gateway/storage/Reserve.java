package dev.chatbrush.gateway.storage;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Room set aside: a file that is cut shorter when the disk is full, so that small rows still find
 * their bytes. Thread-safe.
 */
final class Reserve {
  /** Below this it counts as spent: a row must never find the last of it gone. */
  private static final long LAST = 1 << 20;

  private static final int PIECE = 1 << 18;

  private final Path file;
  private final long size;
  private final DiskRoom room;

  Reserve(Path file, long size, DiskRoom room) {
    this.file = file;
    this.size = size;
    this.room = room;
  }

  /** Whether rows can still be stored from it. */
  boolean isSpent() {
    return length() < LAST;
  }

  private long length() {
    return file.toFile().length();
  }

  /**
   * Gives {@code bytes} or a little more back to the disk.
   *
   * @return false when there is nothing to give, or nothing is needed
   */
  synchronized boolean give(long bytes) throws IOException {
    long length = length();
    if (length == 0 || room.free() > bytes + PIECE) {
      return false;
    }
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(Math.max(0, length - (bytes / PIECE + 1) * PIECE));
    }
    return true;
  }

  /**
   * Sets aside what is missing, where that leaves room for others.
   *
   * @return whether it is whole
   */
  synchronized boolean fill() throws IOException {
    long missing = size - length();
    if (missing > 0 && room.has(missing)) {
      append(missing);
    }
    return length() >= size;
  }

  private void append(long missing) throws IOException {
    if (!Files.exists(file)) {
      DurableFiles.createPrivate(file);
    }
    SplittableRandom random =
        new SplittableRandom(); // zeros would take no room where they compress
    byte[] piece = new byte[PIECE];
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(open.length());
      for (long left = missing; left > 0; left -= PIECE) {
        random.nextBytes(piece);
        open.write(piece, 0, (int) Math.min(left, PIECE));
      }
      open.getFD().sync();
    }
  }
}
