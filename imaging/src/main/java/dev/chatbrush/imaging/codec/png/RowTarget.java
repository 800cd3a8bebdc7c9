package dev.chatbrush.imaging.codec.png;

import dev.chatbrush.imaging.RgbImage;

/**
 * The planes of a picture that is being read, opacities beside colours.
 *
 * @param rgb uint8 [height, width, 3]
 * @param alpha uint8 [height, width], or null where the file can have no opacity
 */
record RowTarget(int width, int height, byte[] rgb, byte[] alpha) {

  static RowTarget of(int width, int height, boolean withAlpha) {
    byte[] rgb = new byte[width * height * RgbImage.CHANNELS];
    return new RowTarget(width, height, rgb, withAlpha ? new byte[width * height] : null);
  }

  /** Takes RGBA pixels, from pixel {@code first} on, each {@code step} behind the last. */
  void put(byte[] rgba, int from, int first, int step, int count) {
    int to = first * RgbImage.CHANNELS;
    int end = from + count * RgbImage.CHANNELS_WITH_ALPHA;
    for (int i = from, pixel = first; i < end; i += 4, pixel += step, to += step * 3) {
      rgb[to] = rgba[i];
      rgb[to + 1] = rgba[i + 1];
      rgb[to + 2] = rgba[i + 2];
      if (alpha != null) {
        alpha[pixel] = rgba[i + 3];
      }
    }
  }

  RgbImage picture() {
    RgbImage colours = new RgbImage(width, height, rgb);
    return alpha == null ? colours : colours.withAlpha(alpha);
  }
}
