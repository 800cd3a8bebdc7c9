package dev.chatbrush.gateway.archive;

import dev.chatbrush.gateway.api.EditorException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * What a zip says at its end of how much it holds (APPNOTE 4.3.16). Looked at before the zip is
 * opened, since to open one its whole directory is read.
 */
final class EndRecord {
  private static final int BYTES = 22;
  private static final int SIGNATURE = 0x06054b50;

  /** Of the record by which larger zips go on; it lies right before the other. */
  private static final int LOCATOR_BYTES = 20;

  private static final int LOCATOR_SIGNATURE = 0x07064b50;

  private static final int MOST_FILES = 4096;
  private static final int LARGEST_DIRECTORY = 1 << 20;

  /** As an unsigned number: it stands elsewhere. */
  private static final int ELSEWHERE = -1;

  private EndRecord() {}

  /**
   * Reads the end, and nothing else.
   *
   * @throws EditorException ARCHIVE_INVALID where it is no zip of the kind, or has too much
   */
  static void require(Path file) throws IOException {
    ByteBuffer end = ByteBuffer.wrap(tail(file)).order(ByteOrder.LITTLE_ENDIAN);
    int at = end.limit() - BYTES;
    if (at < 0 || end.getInt(at) != SIGNATURE || end.getShort(at + 20) != 0) {
      throw ArchiveProblems.invalid(
          "The file does not end as a zip without a comment does: it is none, or is cut off.");
    }
    boolean located = at >= LOCATOR_BYTES && end.getInt(at - LOCATOR_BYTES) == LOCATOR_SIGNATURE;
    if (located || end.getInt(at + 16) == ELSEWHERE) {
      throw ArchiveProblems.invalid("It is a zip of the kind zip64, which no session needs.");
    }
    requireFiles(Short.toUnsignedInt(end.getShort(at + 10)));
    long directory = Integer.toUnsignedLong(end.getInt(at + 12));
    if (directory > LARGEST_DIRECTORY) {
      throw ArchiveProblems.invalid(
          "Its directory says that it has %d bytes; a session's has at most %d."
              .formatted(directory, LARGEST_DIRECTORY));
    }
  }

  static void requireFiles(int files) {
    if (files > MOST_FILES) {
      throw ArchiveProblems.invalid(
          "It holds %d files; a session has at most %d.".formatted(files, MOST_FILES));
    }
  }

  private static byte[] tail(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      int bytes = (int) Math.min(in.length(), BYTES + LOCATOR_BYTES);
      byte[] tail = new byte[bytes];
      in.seek(in.length() - bytes);
      in.readFully(tail);
      return tail;
    }
  }
}
