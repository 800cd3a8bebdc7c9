package dev.chatbrush.agent;

import dev.chatbrush.imaging.RgbImage;
import java.util.Random;

/** Pictures from code. */
public final class Images {
  private Images() {}

  /** Noise: the same seed gives the same picture. */
  public static RgbImage noise(int width, int height, long seed) {
    byte[] rgb = new byte[width * height * 3];
    new Random(seed).nextBytes(rgb);
    return new RgbImage(width, height, rgb);
  }
}
