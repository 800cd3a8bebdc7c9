package dev.chatbrush.imaging;

import java.util.Arrays;

/**
 * Separable scaling, rows first, rounded to 8 bits between the passes: the arithmetic of Pillow's
 * {@code resize}, so that what a model was measured with is what it gets.
 */
final class Resizer {
  private static final int HALF = 1 << (FilterTable.FRACTION_BITS - 1);

  private Resizer() {}

  static RgbImage resize(RgbImage image, int width, int height, Resampling filter) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a picture can be scaled to 1x1 pixels or more, got %dx%d".formatted(width, height));
    }
    byte[] pixels = image.rgb();
    if (width != image.width()) {
      pixels = scaleRows(pixels, image.width(), image.height(), width, filter);
    }
    if (height != image.height()) {
      pixels = scaleColumns(pixels, width, image.height(), height, filter);
    }
    return new RgbImage(width, height, pixels);
  }

  private static byte[] scaleRows(
      byte[] source, int sourceWidth, int height, int width, Resampling filter) {
    FilterTable table = FilterTable.of(sourceWidth, width, filter);
    byte[] out = new byte[width * height * RgbImage.CHANNELS];
    int to = 0;
    for (int y = 0; y < height; y++) {
      int row = y * sourceWidth;
      for (int x = 0; x < width; x++) {
        int from = (row + table.first[x]) * RgbImage.CHANNELS;
        int weight = x * table.taps;
        int red = HALF;
        int green = HALF;
        int blue = HALF;
        for (int k = 0; k < table.count[x]; k++, from += RgbImage.CHANNELS) {
          int w = table.weights[weight + k];
          red += (source[from] & 0xff) * w;
          green += (source[from + 1] & 0xff) * w;
          blue += (source[from + 2] & 0xff) * w;
        }
        out[to++] = clip(red);
        out[to++] = clip(green);
        out[to++] = clip(blue);
      }
    }
    return out;
  }

  private static byte[] scaleColumns(
      byte[] source, int width, int sourceHeight, int height, Resampling filter) {
    FilterTable table = FilterTable.of(sourceHeight, height, filter);
    int rowBytes = width * RgbImage.CHANNELS;
    byte[] out = new byte[rowBytes * height];
    int[] sums = new int[rowBytes];
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, HALF);
      for (int k = 0; k < table.count[y]; k++) {
        int w = table.weights[y * table.taps + k];
        int from = (table.first[y] + k) * rowBytes;
        for (int i = 0; i < rowBytes; i++) {
          sums[i] += (source[from + i] & 0xff) * w;
        }
      }
      int to = y * rowBytes;
      for (int i = 0; i < rowBytes; i++) {
        out[to + i] = clip(sums[i]);
      }
    }
    return out;
  }

  private static byte clip(int sum) {
    int value = sum >> FilterTable.FRACTION_BITS;
    return (byte) Math.max(0, Math.min(255, value));
  }
}
