package dev.chatbrush.imaging.codec.png;

import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.file.PngFile;
import java.util.List;
import java.util.zip.Deflater;

/**
 * Writes PNG quickly, without metadata. Pictures go through {@link PictureBands}; masks, in which
 * much repeats, have the filter Sub and zlib's level 1 in one chunk.
 */
public final class PngEncoder {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int GRAY = 0;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int RGBA = 6;

  /** Signature, header, the note of the bands and the end. */
  private static final int FRAME_BYTES = 8 + 25 + 16 + 12;

  private static final int BATCH_BYTES = 1 << 16;

  private PngEncoder() {}

  /** RGBA where it is see-through. As many threads as there are cores work on a large picture. */
  public static byte[] encodePicture(RgbImage image) {
    PictureBands bands = new PictureBands(image);
    List<PngChunks> packed = bands.pack();
    int kind = image.isSeeThrough() ? RGBA : RGB;
    int bytes = packed.stream().mapToInt(PngChunks::size).sum();
    PngChunks file = begin(image.width(), image.height(), kind, FRAME_BYTES + bytes);
    if (bands.count() > 1) {
      file.begin(PngFile.BANDS).putInt(bands.rows()).end();
    }
    packed.forEach(file::put);
    return end(file);
  }

  /** {@code values}: uint8 [height, width]. */
  public static byte[] encodeGray(byte[] values, int width, int height) {
    PngChunks file = begin(width, height, GRAY, maskBytes(width, height));
    putMask(file, values, width, height);
    return end(file);
  }

  /**
   * {@code values}: uint8 [height, width], indices; {@code palette}: uint8 [entries, 3]; {@code
   * alphas}: uint8 [entries].
   */
  public static byte[] encodePalette(
      byte[] values, int width, int height, byte[] palette, byte[] alphas) {
    PngChunks file = begin(width, height, PALETTE, maskBytes(width, height));
    file.begin("PLTE").put(palette).end();
    file.begin("tRNS").put(alphas).end();
    putMask(file, values, width, height);
    return end(file);
  }

  private static int maskBytes(int width, int height) {
    return Math.max(1024, width * height / 3);
  }

  private static PngChunks begin(int width, int height, int colorType, int estimate) {
    byte[] kind = {8, (byte) colorType, 0, 0, 0};
    PngChunks file = new PngChunks(estimate).put(SIGNATURE);
    return file.begin("IHDR").putInt(width).putInt(height).put(kind).end();
  }

  private static byte[] end(PngChunks file) {
    return file.begin("IEND").end().toBytes();
  }

  private static void putMask(PngChunks file, byte[] values, int width, int height) {
    Deflater deflater = new Deflater(1);
    try {
      file.begin("IDAT");
      int rowsAtOnce = Math.max(1, BATCH_BYTES / (width + 1));
      byte[] batch = new byte[rowsAtOnce * (width + 1)];
      for (int y = 0; y < height; y += rowsAtOnce) {
        int rows = Math.min(rowsAtOnce, height - y);
        for (int row = 0; row < rows; row++) {
          PngFilters.sub(values, (y + row) * width, width, 1, batch, row * (width + 1));
        }
        deflater.setInput(batch, 0, rows * (width + 1));
        file.put(deflater);
      }
      deflater.finish();
      file.put(deflater).end();
    } finally {
      deflater.end();
    }
  }
}
