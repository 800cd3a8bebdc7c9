package dev.chatbrush.imaging.mask;

/**
 * A Gaussian as three box means, whose cost does not depend on its width. Edge pixels are repeated
 * beyond the picture. Source: Wells 1986, "Efficient synthesis of Gaussian filters by cascaded
 * uniform filters".
 */
final class Blur {
  private static final int PASSES = 3;

  private Blur() {}

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
    int width = mask.width();
    int height = mask.height();
    byte[] values = mask.values().clone();
    byte[] line = new byte[Math.max(width, height)];
    for (int pass = 0; pass < PASSES; pass++) {
      for (int y = 0; y < height; y++) {
        boxLine(values, y * width, 1, width, radius, line);
      }
      for (int x = 0; x < width; x++) {
        boxLine(values, x, width, height, radius, line);
      }
    }
    return new Mask(width, height, values);
  }

  private static void boxLine(
      byte[] values, int start, int stride, int count, int radius, byte[] line) {
    for (int i = 0; i < count; i++) {
      line[i] = values[start + i * stride];
    }
    int last = count - 1;
    long sum = (long) (line[0] & 0xff) * (radius + 1);
    for (int i = 1; i <= radius; i++) {
      sum += line[Math.min(i, last)] & 0xff;
    }
    int window = 2 * radius + 1;
    for (int i = 0; i < count; i++) {
      values[start + i * stride] = (byte) ((sum + radius) / window);
      sum += line[Math.min(i + radius + 1, last)] & 0xff;
      sum -= line[Math.max(i - radius, 0)] & 0xff;
    }
  }
}
