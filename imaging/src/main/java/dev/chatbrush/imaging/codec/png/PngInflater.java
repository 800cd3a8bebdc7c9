package dev.chatbrush.imaging.codec.png;

import dev.chatbrush.imaging.codec.file.ImageCorruptException;
import dev.chatbrush.imaging.codec.file.PngFile;
import dev.chatbrush.imaging.codec.file.Span;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The pixel stream of a PNG, unpacked only as far as it is asked for. */
final class PngInflater implements AutoCloseable {
  private final Inflater inflater = new Inflater();
  private final byte[] file;
  private final List<Span> spans;
  private int next;

  PngInflater(PngFile png) {
    this.file = png.file();
    this.spans = png.data();
  }

  /** Fills {@code length} bytes. */
  void read(byte[] target, int from, int length) {
    int done = 0;
    try {
      while (done < length) {
        int count = inflater.inflate(target, from + done, length - done);
        done += count;
        if (count == 0) {
          feed();
        }
      }
    } catch (DataFormatException e) {
      throw new ImageCorruptException(
          "The PNG file is damaged: its pixel data cannot be unpacked. Save it again and retry.",
          e);
    }
  }

  private void feed() {
    if (inflater.finished() || inflater.needsDictionary() || next == spans.size()) {
      throw PngFile.corrupt("it is cut off before its last row");
    }
    Span span = spans.get(next++);
    inflater.setInput(file, span.from(), span.length());
  }

  @Override
  public void close() {
    inflater.end();
  }
}
