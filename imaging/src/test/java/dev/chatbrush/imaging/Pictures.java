package dev.chatbrush.imaging;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Pictures made in code. */
public final class Pictures {
  private Pictures() {}

  /** Smooth colours with some texture, like a photo. */
  public static RgbImage photo(int width, int height, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    byte[] rgb = new byte[width * height * 3];
    int i = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double wave = Math.sin(x * 0.13) + Math.cos(y * 0.07);
        rgb[i++] = (byte) (128 + 50 * wave + random.nextInt(8));
        rgb[i++] = (byte) (x * 255 / width);
        rgb[i++] = (byte) (y * 255 / height);
      }
    }
    return new RgbImage(width, height, rgb);
  }

  /** Every byte at random. */
  public static RgbImage noise(int width, int height, long seed) {
    byte[] rgb = new byte[width * height * 3];
    RandomGenerator random = new SplittableRandom(seed);
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) random.nextInt(256);
    }
    return new RgbImage(width, height, rgb);
  }

  /** A photo whose opacities are 0, 255 and all between them, with any colour under each. */
  public static RgbImage seeThrough(int width, int height, long seed) {
    byte[] alpha = new byte[width * height];
    for (int i = 0; i < alpha.length; i++) {
      double wave = Math.sin(i % width * 0.21 + seed) + Math.cos(i / width * 0.17);
      alpha[i] = (byte) Math.max(0, Math.min(255, 128 + 180 * wave));
    }
    alpha[0] = 0;
    return noise(width, height, seed).withAlpha(alpha);
  }

  /** Left top red, right top green, left bottom blue, right bottom white. */
  public static RgbImage quadrants(int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean right = x >= width / 2;
        boolean bottom = y >= height / 2;
        int i = (y * width + x) * 3;
        rgb[i] = (byte) (right == bottom ? 255 : 0);
        rgb[i + 1] = (byte) (right ? 255 : 0);
        rgb[i + 2] = (byte) (bottom ? 255 : 0);
      }
    }
    return new RgbImage(width, height, rgb);
  }

  /** Red, green, blue of a pixel, 0 to 255. */
  public static int[] pixel(RgbImage image, int x, int y) {
    int i = (y * image.width() + x) * 3;
    byte[] rgb = image.rgb();
    return new int[] {rgb[i] & 0xff, rgb[i + 1] & 0xff, rgb[i + 2] & 0xff};
  }

  public static double meanDifference(RgbImage one, RgbImage other) {
    long sum = 0;
    for (int i = 0; i < one.rgb().length; i++) {
      sum += Math.abs((one.rgb()[i] & 0xff) - (other.rgb()[i] & 0xff));
    }
    return (double) sum / one.rgb().length;
  }
}
