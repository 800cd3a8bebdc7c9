package dev.chatbrush.imaging.codec.file;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks what a file tells beside its pixels; what is damaged or too large counts as absent. */
final class BoundedInflater {
  private BoundedInflater() {}

  /**
   * The zlib stream from {@code from} on; null when unusable or of more than {@code most} bytes.
   */
  static byte[] inflate(byte[] bytes, int from, int most) {
    if (from >= bytes.length) {
      return null;
    }
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes, from, bytes.length - from);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 || out.size() + count > most) {
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
