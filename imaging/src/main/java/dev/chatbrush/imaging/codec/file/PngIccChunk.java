package dev.chatbrush.imaging.codec.file;

/** Unpacks the colour profile of a PNG; one that is damaged or absurdly large counts as absent. */
final class PngIccChunk {
  private static final int MAX_PROFILE_BYTES = 4 * 1024 * 1024;

  private PngIccChunk() {}

  /** {@code chunk}: profile name, 0, method, zlib stream; may be null. Null when unusable. */
  static byte[] profileOf(byte[] chunk) {
    if (chunk == null) {
      return null;
    }
    int nameEnd = 0;
    while (nameEnd < chunk.length && chunk[nameEnd] != 0) {
      nameEnd++;
    }
    return BoundedInflater.inflate(chunk, nameEnd + 2, MAX_PROFILE_BYTES);
  }
}
