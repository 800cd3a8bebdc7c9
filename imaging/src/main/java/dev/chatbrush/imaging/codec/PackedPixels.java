package dev.chatbrush.imaging.codec;

import dev.chatbrush.imaging.RgbImage;

/** Pixels of one int each, as Java's own pictures have them. */
final class PackedPixels {
  private PackedPixels() {}

  /** The colours of {@code argb}, to {@code rgb}'s pixels from {@code first}. */
  static void colours(int[] argb, byte[] rgb, int first) {
    int out = first * RgbImage.CHANNELS;
    for (int pixel : argb) {
      rgb[out++] = (byte) (pixel >> 16);
      rgb[out++] = (byte) (pixel >> 8);
      rgb[out++] = (byte) pixel;
    }
  }

  /** Their opacities. */
  static byte[] opacities(int[] argb) {
    byte[] alpha = new byte[argb.length];
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = (byte) (argb[i] >>> 24);
    }
    return alpha;
  }
}
