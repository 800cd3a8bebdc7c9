package dev.chatbrush.imaging.stitch;

import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.mask.Mask;

/** The promise that an edit changes nothing outside its mask, counted after the fact. */
public final class PixelLock {
  private PixelLock() {}

  /**
   * How many bytes differ where the mask is 0, those of opacities too; anything but 0 breaks the
   * promise.
   *
   * @throws IllegalArgumentException when the three sizes differ
   */
  public static long changedOutside(RgbImage before, RgbImage after, Mask grown) {
    requireSize(before, after.width(), after.height());
    requireSize(before, grown.width(), grown.height());
    long changed = 0;
    byte[] one = before.rgb();
    byte[] other = after.rgb();
    byte[] values = grown.values();
    byte[] alphaBefore = before.alpha().orElse(null);
    byte[] alphaAfter = after.alpha().orElse(null);
    boolean opaque = alphaBefore == null && alphaAfter == null;
    for (int i = 0, at = 0; i < values.length; i++, at += RgbImage.CHANNELS) {
      if (values[i] == 0) {
        changed += one[at] == other[at] ? 0 : 1;
        changed += one[at + 1] == other[at + 1] ? 0 : 1;
        changed += one[at + 2] == other[at + 2] ? 0 : 1;
        changed += opaque || opacity(alphaBefore, i) == opacity(alphaAfter, i) ? 0 : 1;
      }
    }
    return changed;
  }

  private static byte opacity(byte[] alpha, int pixel) {
    return alpha == null ? (byte) 255 : alpha[pixel];
  }

  private static void requireSize(RgbImage before, int width, int height) {
    if (before.width() != width || before.height() != height) {
      throw new IllegalArgumentException(
          "pictures and mask must have one size, got %s and %dx%d"
              .formatted(before, width, height));
    }
  }
}
