package dev.chatbrush.imaging.codec.file;

import java.util.OptionalInt;

/**
 * Reads the orientation, and nothing else, out of an EXIF block. Broken EXIF counts as upright: a
 * picture is not refused for its metadata. Source: Exif 2.3, section 4.6.2 (TIFF IFD0, tag 0x0112).
 */
final class ExifOrientation {
  static final int UPRIGHT = 1;
  private static final int TAG = 0x0112;
  private static final int MAX_ENTRIES = 512;

  private final ByteReader reader;
  private final int start;
  private final int end;
  private final boolean little;

  private ExifOrientation(ByteReader reader, int start, int end) {
    this.reader = reader;
    this.start = start;
    this.end = end;
    this.little = reader.startsWith(start, "II");
  }

  /** Of the TIFF block that begins at {@code start}, 1 to 8. */
  static int read(ByteReader reader, int start, int length) {
    return find(reader, start, length).orElse(UPRIGHT);
  }

  /** As {@link #read}; empty where the block does not say. */
  static OptionalInt find(ByteReader reader, int start, int length) {
    boolean tiff = reader.startsWith(start, "II*\0") || reader.startsWith(start, "MM\0*");
    int end = Math.min(start + length, reader.length());
    return tiff && length >= 8
        ? new ExifOrientation(reader, start, end).find()
        : OptionalInt.empty();
  }

  private OptionalInt find() {
    long directory = int32(start + 4) & 0xffffffffL;
    if (directory > end - start - 2L) {
      return OptionalInt.empty();
    }
    int at = start + (int) directory;
    int entries = Math.min(unsigned16(at), MAX_ENTRIES);
    for (int i = 0; i < entries; i++) {
      int entry = at + 2 + i * 12;
      if (entry + 12 > end) {
        return OptionalInt.empty();
      }
      if (unsigned16(entry) == TAG) {
        int value = unsigned16(entry + 8);
        return value >= 1 && value <= 8 ? OptionalInt.of(value) : OptionalInt.empty();
      }
    }
    return OptionalInt.empty();
  }

  private int unsigned16(int at) {
    return little ? reader.unsigned16Little(at) : reader.unsigned16(at);
  }

  private int int32(int at) {
    return little ? reader.int32Little(at) : reader.int32(at);
  }
}
