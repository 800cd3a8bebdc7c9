package dev.chatbrush.gateway.testing;

import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageEncoder;

/** Pictures made by code. */
public final class Images {
  private Images() {}

  /**
   * Every pixel differs from its neighbours; {@code seed} makes one picture differ from another.
   */
  public static RgbImage pattern(int width, int height, int seed) {
    byte[] rgb = new byte[width * height * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i * 31 + seed * 17 + i / (width * 3));
    }
    return new RgbImage(width, height, rgb);
  }

  public static byte[] png(int width, int height, int seed) {
    return ImageEncoder.png(pattern(width, height, seed));
  }

  public static byte[] jpeg(int width, int height) {
    return ImageEncoder.jpeg(pattern(width, height, 1), 0.9);
  }

  public static byte[] webp(int width, int height) {
    return ImageEncoder.webp(pattern(width, height, 1), 0.9);
  }
}
