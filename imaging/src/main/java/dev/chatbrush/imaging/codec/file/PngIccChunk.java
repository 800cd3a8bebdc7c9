package dev.chatbrush.imaging.codec.file;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

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
    int from = nameEnd + 2;
    return from < chunk.length ? inflate(chunk, from) : null;
  }

  private static byte[] inflate(byte[] chunk, int from) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(chunk, from, chunk.length - from);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 || out.size() + count > MAX_PROFILE_BYTES) {
          return null;
        }
        out.write(buffer, 0, count);
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      return null; // as browsers do: the pixels are still good
    } finally {
      inflater.end();
    }
  }
}
