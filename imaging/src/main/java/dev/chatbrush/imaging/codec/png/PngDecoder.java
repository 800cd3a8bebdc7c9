package dev.chatbrush.imaging.codec.png;

import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.file.PngFile;

/**
 * PNG pixels of every colour type and depth, plain or interlaced. Rows are unpacked one at a time
 * into room made from the checked header, so a small file cannot unfold without bound.
 */
public final class PngDecoder {
  /** First column, first row, column step, row step of Adam7's passes. */
  private static final int[][] ADAM7 = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private static final int[][] PLAIN = {{0, 0, 1, 1}};

  /** Takes the RGBA pixels of one row of one pass. */
  private interface RowSink {
    void accept(byte[] rgba, int y, int firstColumn, int columnStep, int count);
  }

  private PngDecoder() {}

  /** The picture in its own colour space. */
  public static RgbImage decodePicture(PngFile png) {
    int width = png.header().width();
    RowTarget target = RowTarget.of(width, png.header().height(), png.header().seeThrough());
    boolean plain = png.depth() == 8 && !png.interlaced() && png.transparency() == null;
    if (plain && (png.colorType() == 2 || png.colorType() == 6) && BandReader.read(png, target)) {
      return target.picture();
    }
    if (plain && png.colorType() == 2) {
      readDirectly(png, target.rgb());
    } else {
      readRows(png, (rgba, y, x, step, count) -> target.put(rgba, 0, y * width + x, step, count));
    }
    return target.picture();
  }

  /** Brightness times opacity, uint8 [height, width]: what a picture means when used as a mask. */
  public static byte[] decodeMask(PngFile png) {
    int width = png.header().width();
    byte[] values = new byte[width * png.header().height()];
    readRows(png, (rgba, y, x, step, count) -> mask(rgba, values, y * width + x, step, count));
    return values;
  }

  /** 8-bit RGB rows are pixels already: unfilter them where they belong. */
  private static void readDirectly(PngFile png, byte[] rgb) {
    int rowBytes = png.header().width() * RgbImage.CHANNELS;
    byte[] filter = new byte[1];
    try (PngInflater inflater = new PngInflater(png)) {
      for (int y = 0; y < png.header().height(); y++) {
        int at = y * rowBytes;
        inflater.read(filter, 0, 1);
        inflater.read(rgb, at, rowBytes);
        PngUnfilter.apply(
            filter[0], rgb, at, y == 0 ? -1 : at - rowBytes, rowBytes, RgbImage.CHANNELS);
      }
    }
  }

  private static void readRows(PngFile png, RowSink sink) {
    PngSamples samples = new PngSamples(png);
    byte[] rgba = new byte[png.header().width() * 4];
    try (PngInflater inflater = new PngInflater(png)) {
      for (int[] pass : png.interlaced() ? ADAM7 : PLAIN) {
        readPass(png, pass, inflater, samples, rgba, sink);
      }
    }
  }

  private static void readPass(
      PngFile png,
      int[] pass,
      PngInflater inflater,
      PngSamples samples,
      byte[] rgba,
      RowSink sink) {
    int columns = (png.header().width() - pass[0] + pass[2] - 1) / pass[2];
    int rows = (png.header().height() - pass[1] + pass[3] - 1) / pass[3];
    if (columns <= 0 || rows <= 0) {
      return;
    }
    int pixelBits = png.channels() * png.depth();
    int rowBytes = (columns * pixelBits + 7) / 8;
    int step = Math.max(1, pixelBits / 8);
    byte[] two = new byte[2 * rowBytes];
    byte[] filter = new byte[1];
    for (int row = 0; row < rows; row++) {
      int at = (row & 1) * rowBytes;
      inflater.read(filter, 0, 1);
      inflater.read(two, at, rowBytes);
      PngUnfilter.apply(filter[0], two, at, row == 0 ? -1 : rowBytes - at, rowBytes, step);
      samples.toRgba(two, at, columns, rgba);
      sink.accept(rgba, pass[1] + row * pass[3], pass[0], pass[2], columns);
    }
  }

  private static void mask(byte[] rgba, byte[] values, int pixel, int step, int count) {
    int to = pixel;
    for (int i = 0; i < count * 4; i += 4, to += step) {
      // ITU-R BT.601 luma in 8-bit fixed point; the weights add up to 256.
      int luma =
          (77 * (rgba[i] & 0xff) + 150 * (rgba[i + 1] & 0xff) + 29 * (rgba[i + 2] & 0xff)) >> 8;
      values[to] = (byte) ((luma * (rgba[i + 3] & 0xff) + 127) / 255);
    }
  }
}
