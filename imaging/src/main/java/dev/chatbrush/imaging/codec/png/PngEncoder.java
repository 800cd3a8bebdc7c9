package dev.chatbrush.imaging.codec.png;

import dev.chatbrush.imaging.RgbImage;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes PNG quickly: one IDAT chunk, no metadata. Pictures have the filter Up (the first row Sub)
 * and go through {@link FastDeflater}; masks, in which much repeats, have Sub and zlib's level 1.
 */
public final class PngEncoder {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int GRAY = 0;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int SUB = 1;
  private static final int UP = 2;
  private static final int BATCH_BYTES = 1 << 16;

  private byte[] out;
  private int size;

  private PngEncoder(int estimate) {
    this.out = new byte[estimate];
  }

  public static byte[] encodeRgb(RgbImage image) {
    PngEncoder encoder = begin(image.width(), image.height(), RgbImage.CHANNELS, RGB);
    int start = encoder.beginChunk("IDAT");
    encoder.putPicture(image.rgb(), image.width() * RgbImage.CHANNELS, image.height());
    return encoder.end(start);
  }

  /** {@code values}: uint8 [height, width]. */
  public static byte[] encodeGray(byte[] values, int width, int height) {
    return begin(width, height, 1, GRAY).endWithMask(values, width, height);
  }

  /**
   * {@code values}: uint8 [height, width], indices; {@code palette}: uint8 [entries, 3]; {@code
   * alphas}: uint8 [entries].
   */
  public static byte[] encodePalette(
      byte[] values, int width, int height, byte[] palette, byte[] alphas) {
    PngEncoder encoder = begin(width, height, 1, PALETTE);
    encoder.putChunk("PLTE", palette);
    encoder.putChunk("tRNS", alphas);
    return encoder.endWithMask(values, width, height);
  }

  private static PngEncoder begin(int width, int height, int channels, int colorType) {
    PngEncoder encoder = new PngEncoder(Math.max(1024, width * height / 3 * channels));
    encoder.put(SIGNATURE, SIGNATURE.length);
    int start = encoder.beginChunk("IHDR");
    encoder.putInt(width);
    encoder.putInt(height);
    encoder.put(new byte[] {8, (byte) colorType, 0, 0, 0}, 5);
    encoder.endChunk(start);
    return encoder;
  }

  private byte[] endWithMask(byte[] values, int width, int height) {
    int start = beginChunk("IDAT");
    putMask(values, width, height);
    return end(start);
  }

  private byte[] end(int data) {
    endChunk(data);
    endChunk(beginChunk("IEND"));
    return Arrays.copyOf(out, size);
  }

  private void putChunk(String type, byte[] data) {
    int start = beginChunk(type);
    put(data, data.length);
    endChunk(start);
  }

  private void putPicture(byte[] rgb, int rowBytes, int height) {
    FastDeflater deflater = new FastDeflater();
    int rowsAtOnce = rowsAtOnce(rowBytes);
    byte[] batch = new byte[rowsAtOnce * (rowBytes + 1)];
    for (int y = 0; y < height; y += rowsAtOnce) {
      int rows = Math.min(rowsAtOnce, height - y);
      for (int row = 0; row < rows; row++) {
        int from = (y + row) * rowBytes;
        int to = row * (rowBytes + 1);
        if (from == 0) {
          subtractLeft(rgb, from, rowBytes, RgbImage.CHANNELS, batch, to);
        } else {
          subtractAbove(rgb, from, rowBytes, batch, to);
        }
      }
      int length = rows * (rowBytes + 1);
      for (int done = 0; done < length; done += FastDeflater.MAX_BLOCK) {
        int count = Math.min(FastDeflater.MAX_BLOCK, length - done);
        boolean last = y + rows == height && done + count == length;
        put(deflater.output(), deflater.write(batch, done, count, last));
      }
    }
  }

  private void putMask(byte[] values, int rowBytes, int height) {
    Deflater deflater = new Deflater(1);
    try {
      int rowsAtOnce = rowsAtOnce(rowBytes);
      byte[] batch = new byte[rowsAtOnce * (rowBytes + 1)];
      for (int y = 0; y < height; y += rowsAtOnce) {
        int rows = Math.min(rowsAtOnce, height - y);
        for (int row = 0; row < rows; row++) {
          subtractLeft(values, (y + row) * rowBytes, rowBytes, 1, batch, row * (rowBytes + 1));
        }
        deflater.setInput(batch, 0, rows * (rowBytes + 1));
        drain(deflater);
      }
      deflater.finish();
      drain(deflater);
    } finally {
      deflater.end();
    }
  }

  private static int rowsAtOnce(int rowBytes) {
    return Math.max(1, FastDeflater.MAX_BLOCK / (rowBytes + 1));
  }

  private static void subtractLeft(
      byte[] pixels, int from, int rowBytes, int channels, byte[] batch, int to) {
    batch[to] = SUB;
    System.arraycopy(pixels, from, batch, to + 1, channels);
    for (int i = channels; i < rowBytes; i++) {
      batch[to + 1 + i] = (byte) (pixels[from + i] - pixels[from + i - channels]);
    }
  }

  private static void subtractAbove(byte[] pixels, int from, int rowBytes, byte[] batch, int to) {
    batch[to] = UP;
    for (int i = 0; i < rowBytes; i++) {
      batch[to + 1 + i] = (byte) (pixels[from + i] - pixels[from + i - rowBytes]);
    }
  }

  private void drain(Deflater deflater) {
    int count;
    do {
      reserve(BATCH_BYTES);
      count = deflater.deflate(out, size, out.length - size);
      size += count;
    } while (count > 0 && !deflater.finished());
  }

  private int beginChunk(String type) {
    int start = size;
    putInt(0);
    for (int i = 0; i < 4; i++) {
      put(new byte[] {(byte) type.charAt(i)}, 1);
    }
    return start;
  }

  private void endChunk(int start) {
    int length = size - start - 8;
    CRC32 crc = new CRC32();
    crc.update(out, start + 4, length + 4);
    writeInt(start, length);
    putInt((int) crc.getValue());
  }

  private void put(byte[] bytes, int count) {
    reserve(count);
    System.arraycopy(bytes, 0, out, size, count);
    size += count;
  }

  private void putInt(int value) {
    reserve(4);
    writeInt(size, value);
    size += 4;
  }

  private void writeInt(int at, int value) {
    out[at] = (byte) (value >>> 24);
    out[at + 1] = (byte) (value >>> 16);
    out[at + 2] = (byte) (value >>> 8);
    out[at + 3] = (byte) value;
  }

  private void reserve(int count) {
    if (out.length - size < count) {
      out = Arrays.copyOf(out, Math.max(out.length + out.length / 2, size + count));
    }
  }
}
