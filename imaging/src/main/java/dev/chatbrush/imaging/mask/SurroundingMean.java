package dev.chatbrush.imaging.mask;

import dev.chatbrush.imaging.RgbImage;

/** The mean colour around each pixel, by sums over rectangles; what is selected does not count. */
final class SurroundingMean {
  private final RgbImage image;
  private final Mask without;
  private final int radius;
  private final int stride;

  private SurroundingMean(RgbImage image, Mask without, int radius) {
    this.image = image;
    this.without = without;
    this.radius = radius;
    this.stride = image.width() + 1;
  }

  /**
   * Grass becomes a colour, and its shadow a darker one.
   *
   * @param image of at most 2^23 pixels, so that no sum overflows
   * @param without of the picture's size
   * @param radius pixels to each side that count
   */
  static RgbImage of(RgbImage image, Mask without, int radius) {
    return new SurroundingMean(image, without, radius).mean();
  }

  private RgbImage mean() {
    int[] counts = sums(-1);
    byte[] out = image.rgb().clone();
    for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
      int[] sums = sums(channel);
      for (int pixel = 0; pixel < image.width() * image.height(); pixel++) {
        int count = around(counts, pixel);
        if (count > 0) {
          out[pixel * RgbImage.CHANNELS + channel] = (byte) (around(sums, pixel) / count);
        }
      }
    }
    return new RgbImage(image.width(), image.height(), out);
  }

  /** What lies above and left of each place together; of a channel, or -1: how many count. */
  private int[] sums(int channel) {
    int[] sums = new int[stride * (image.height() + 1)];
    for (int y = 0; y < image.height(); y++) {
      int row = 0;
      for (int x = 0; x < image.width(); x++) {
        int pixel = y * image.width() + x;
        if (without.values()[pixel] == 0) {
          row += channel < 0 ? 1 : image.rgb()[pixel * RgbImage.CHANNELS + channel] & 0xff;
        }
        sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1] + row;
      }
    }
    return sums;
  }

  private int around(int[] sums, int pixel) {
    int left = Math.max(0, pixel % image.width() - radius);
    int right = Math.min(image.width(), pixel % image.width() + radius + 1);
    int top = Math.max(0, pixel / image.width() - radius);
    int bottom = Math.min(image.height(), pixel / image.width() + radius + 1);
    return sums[bottom * stride + right]
        - sums[top * stride + right]
        - sums[bottom * stride + left]
        + sums[top * stride + left];
  }
}
