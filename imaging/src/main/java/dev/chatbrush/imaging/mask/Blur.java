package dev.chatbrush.imaging.mask;

import java.util.Arrays;

/**
 * A Gaussian as three box means, whose cost does not depend on its width. Edge pixels are repeated
 * beyond the picture. Source: Wells 1986, "Efficient synthesis of Gaussian filters by cascaded
 * uniform filters".
 */
final class Blur {
  private static final int PASSES = 3;
  private static final int INVERSE_BITS = 40;

  private final int width;
  private final int height;
  private final int radius;
  // ceil(2^40 / window): n * inverse >> 40 is n / window for every n below 2^40 / window, and sums
  // are at most 255 windows of at most 20,001 pixels.
  private final long inverse;

  private Blur(int width, int height, int radius) {
    this.width = width;
    this.height = height;
    this.radius = radius;
    int window = 2 * radius + 1;
    this.inverse = ((1L << INVERSE_BITS) + window - 1) / window;
  }

  /** Standard deviation in pixels; below a third of a pixel nothing changes. */
  static Mask gaussian(Mask mask, double deviation) {
    if (!(deviation >= 0) || deviation > 10_000) {
      throw new IllegalArgumentException("a blur must be 0 to 10000 pixels wide, got " + deviation);
    }
    // A box of radius r has the variance (r^2 + r) / 3; three of them r^2 + r.
    int radius = (int) Math.round((Math.sqrt(1 + 4 * deviation * deviation) - 1) / 2);
    if (radius == 0 && deviation >= 1.0 / 3) {
      radius = 1;
    }
    if (radius == 0) {
      return mask;
    }
    Blur blur = new Blur(mask.width(), mask.height(), radius);
    byte[] values = mask.values();
    byte[] along = new byte[values.length];
    byte[] down = new byte[values.length];
    for (int pass = 0; pass < PASSES; pass++) {
      blur.rows(pass == 0 ? values : down, along);
      blur.columns(along, down);
    }
    return new Mask(mask.width(), mask.height(), down);
  }

  private void rows(byte[] in, byte[] out) {
    for (int y = 0; y < height; y++) {
      int row = y * width;
      int end = row + width - 1;
      int sum = (in[row] & 0xff) * (radius + 1);
      for (int i = 1; i <= radius; i++) {
        sum += in[Math.min(row + i, end)] & 0xff;
      }
      for (int i = row; i <= end; i++) {
        out[i] = mean(sum);
        sum += (in[Math.min(i + radius + 1, end)] & 0xff) - (in[Math.max(i - radius, row)] & 0xff);
      }
    }
  }

  /** All columns at once, row after row: walking down each would miss the cache at each step. */
  private void columns(byte[] in, byte[] out) {
    int[] sums = new int[width];
    Arrays.setAll(sums, x -> (in[x] & 0xff) * (radius + 1));
    for (int i = 1; i <= radius; i++) {
      int row = Math.min(i, height - 1) * width;
      for (int x = 0; x < width; x++) {
        sums[x] += in[row + x] & 0xff;
      }
    }
    for (int y = 0; y < height; y++) {
      int to = y * width;
      int entering = Math.min(y + radius + 1, height - 1) * width;
      int leaving = Math.max(y - radius, 0) * width;
      for (int x = 0; x < width; x++) {
        out[to + x] = mean(sums[x]);
        sums[x] += (in[entering + x] & 0xff) - (in[leaving + x] & 0xff);
      }
    }
  }

  private byte mean(int sum) {
    return (byte) ((sum + radius) * inverse >>> INVERSE_BITS);
  }
}
