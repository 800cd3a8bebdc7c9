package dev.chatbrush.imaging.codec;

import dev.chatbrush.imaging.AlphaOnWhite;
import dev.chatbrush.imaging.RgbImage;

/** Pixels of one int each, as Java's own pictures have them. */
final class PackedPixels {
  private PackedPixels() {}

  /** {@code argb}: alpha not multiplied in; to {@code rgb}'s pixels from {@code first}. */
  static void layOnWhite(int[] argb, byte[] rgb, int first) {
    int out = first * RgbImage.CHANNELS;
    for (int pixel : argb) {
      int alpha = pixel >>> 24;
      rgb[out++] = AlphaOnWhite.blend(pixel >> 16 & 0xff, alpha);
      rgb[out++] = AlphaOnWhite.blend(pixel >> 8 & 0xff, alpha);
      rgb[out++] = AlphaOnWhite.blend(pixel & 0xff, alpha);
    }
  }
}
