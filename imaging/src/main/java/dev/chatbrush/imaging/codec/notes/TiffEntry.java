package dev.chatbrush.imaging.codec.notes;

/**
 * An entry of a directory of EXIF.
 *
 * @param type of TIFF, 1 to 12
 * @param count of values
 * @param value in the block's own byte order
 */
record TiffEntry(int tag, int type, int count, byte[] value) {
  static final int SHORT = 3;
  static final int LONG = 4;
  static final int RATIONAL = 5;

  /** Bytes that lie in the entry itself; more of them lie elsewhere. */
  static final int INLINE = 4;

  /** Bytes of one value by its type; 0 where there is no such type. TIFF 6.0, section 2. */
  static int bytesOf(int type) {
    return switch (type) {
      case 1, 2, 6, 7 -> 1;
      case SHORT, 8 -> 2;
      case LONG, 9, 11 -> 4;
      case RATIONAL, 10, 12 -> 8;
      default -> 0;
    };
  }

  /** Bytes that it takes outside its directory. */
  int bytesOutside() {
    return value.length <= INLINE ? 0 : value.length + (value.length & 1);
  }
}
