package dev.chatbrush.imaging.codec.png;

import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.file.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.Adler32;

/**
 * A photo's rows in bands that several threads can pack at once, and read at once ({@link
 * BandReader}). Each is a chunk of its own that refers to no other: its deflate stream begins at a
 * byte, its first row has the filter Sub and the others Up. Together they are one zlib stream (RFC
 * 1950), as every reader expects.
 */
final class PictureBands {
  static final int ZLIB_HEADER_BYTES = 2;

  private static final byte[] ZLIB_HEADER = {0x78, 0x01};
  private static final int ADLER_MODULUS = 65521;
  private static final int BAND_BYTES = 1 << 20;

  private final PixelRows pixels;
  private final int rowBytes;
  private final int height;

  PictureBands(RgbImage image) {
    this.pixels = new PixelRows(image);
    this.rowBytes = pixels.rowBytes();
    this.height = image.height();
  }

  /**
   * @param adler checksum (RFC 1950) of the filtered rows
   * @param length bytes of those
   */
  private record Band(PngChunks chunk, int adler, long length) {}

  /** Whether the first band begins with the header of zlib that is written here. */
  static boolean beginsAsOurs(byte[] file, Span first) {
    return first.length() >= ZLIB_HEADER_BYTES
        && file[first.from()] == ZLIB_HEADER[0]
        && file[first.from() + 1] == ZLIB_HEADER[1];
  }

  /** Rows of each band; the last may have fewer. */
  int rows() {
    return Math.max(1, BAND_BYTES / (rowBytes + 1));
  }

  int count() {
    return (height + rows() - 1) / rows();
  }

  /** The bands, and a chunk with the checksum of them all. */
  List<PngChunks> pack() {
    List<Band> bands = IntStream.range(0, count()).parallel().mapToObj(this::pack).toList();
    List<PngChunks> chunks = new ArrayList<>(bands.stream().map(Band::chunk).toList());
    int adler = 1;
    for (Band band : bands) {
      adler = joined(adler, band);
    }
    chunks.add(new PngChunks(16).begin("IDAT").putInt(adler).end());
    return chunks;
  }

  /**
   * The checksum's halves are a = 1 + the sum of all bytes, and b = the sum of a after each byte.
   * Behind the bytes before, a begins higher by their a - 1, and b sums that up length times.
   */
  private static int joined(int before, Band band) {
    long above = (before & 0xffff) - 1;
    long a = above + (band.adler() & 0xffff);
    long b = (before >>> 16) + (band.adler() >>> 16) + band.length() % ADLER_MODULUS * above;
    return (int) (Math.floorMod(b, ADLER_MODULUS) << 16 | Math.floorMod(a, ADLER_MODULUS));
  }

  private Band pack(int number) {
    int first = number * rows();
    int end = Math.min(height, first + rows());
    int rowsAtOnce = Math.max(1, FastDeflater.MAX_BLOCK / (rowBytes + 1));
    byte[] batch = new byte[rowsAtOnce * (rowBytes + 1)];
    PixelRows.Window window = pixels.window();
    Adler32 adler = new Adler32();
    FastDeflater deflater = new FastDeflater();
    PngChunks chunk = new PngChunks((end - first) * rowBytes / 2 + 1024).begin("IDAT");
    if (first == 0) {
      chunk.put(ZLIB_HEADER);
    }
    for (int y = first; y < end; y += rowsAtOnce) {
      int rows = Math.min(rowsAtOnce, end - y);
      filter(window, y, rows, first, batch);
      int length = rows * (rowBytes + 1);
      adler.update(batch, 0, length);
      for (int done = 0; done < length; done += FastDeflater.MAX_BLOCK) {
        int count = Math.min(FastDeflater.MAX_BLOCK, length - done);
        boolean last = y + rows == height && done + count == length;
        chunk.put(deflater.output(), deflater.write(batch, done, count, last));
      }
    }
    if (end < height) {
      chunk.put(deflater.output(), deflater.pause());
    }
    return new Band(chunk.end(), (int) adler.getValue(), (long) (end - first) * (rowBytes + 1));
  }

  private void filter(PixelRows.Window window, int from, int rows, int first, byte[] batch) {
    for (int row = 0; row < rows; row++) {
      int to = row * (rowBytes + 1);
      int at = window.moveTo(from + row);
      if (from + row == first) {
        PngFilters.sub(window.bytes(), at, rowBytes, pixels.channels(), batch, to);
      } else {
        PngFilters.up(window.bytes(), at, window.above(), rowBytes, batch, to);
      }
    }
  }
}
