package dev.chatbrush.mask.embedding;

import dev.chatbrush.imaging.Resampling;
import dev.chatbrush.imaging.RgbImage;

/**
 * What models see of a picture.
 *
 * @param pixels the picture, its longest side {@value #SIDE} at most
 * @param size of the picture itself
 */
record SeenPicture(RgbImage pixels, PictureSize size) {
  /** The encoders' input has this side (the segment contract), smaller networks need less. */
  static final int SIDE = 1024;

  /**
   * Of a decoded picture or view. A longest-side encoder gets the same pixels as from the whole
   * picture, since the scaling is the same: {@link EncoderFrame#of}.
   */
  static SeenPicture of(RgbImage image, PictureSize size) {
    if (Math.max(image.width(), image.height()) <= SIDE) {
      return new SeenPicture(image, size);
    }
    double scale = (double) SIDE / Math.max(image.width(), image.height());
    return new SeenPicture(
        image.resizeTo(
            scaled(image.width(), scale), scaled(image.height(), scale), Resampling.BILINEAR),
        size);
  }

  private static int scaled(int side, double scale) {
    return Math.max(1, (int) (side * scale + 0.5));
  }

  long bytes() {
    return pixels.rgb().length;
  }
}
