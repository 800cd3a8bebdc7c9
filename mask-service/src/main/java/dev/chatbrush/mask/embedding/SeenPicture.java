package dev.chatbrush.mask.embedding;

import dev.chatbrush.imaging.Resampling;
import dev.chatbrush.imaging.RgbImage;
import java.util.Optional;

/**
 * What models see of a picture. Where it is see-through they see a grey behind it that is neither
 * light nor dark, for white lettering would vanish on white and black on black.
 *
 * @param pixels the picture, its longest side {@value #SIDE} at most
 * @param size of the picture itself
 * @param cutOut where its opacity says what its subject is
 */
record SeenPicture(RgbImage pixels, PictureSize size, Optional<CutOut> cutOut) {
  /** The encoders' input has this side (the segment contract), smaller networks need less. */
  static final int SIDE = 1024;

  /**
   * Of a decoded picture or view. A longest-side encoder gets the same pixels as from the whole
   * picture, since the scaling is the same: {@link EncoderFrame#of}.
   */
  static SeenPicture of(RgbImage image, PictureSize size) {
    RgbImage small = small(image);
    return new SeenPicture(small.on(EncoderFrame.MEAN_COLOUR), size, CutOut.of(small));
  }

  private static RgbImage small(RgbImage image) {
    if (Math.max(image.width(), image.height()) <= SIDE) {
      return image;
    }
    double scale = (double) SIDE / Math.max(image.width(), image.height());
    return image.resizeTo(
        scaled(image.width(), scale), scaled(image.height(), scale), Resampling.BILINEAR);
  }

  private static int scaled(int side, double scale) {
    return Math.max(1, (int) (side * scale + 0.5));
  }

  long bytes() {
    return pixels.bytes() + cutOut.map(one -> one.opacities().length).orElse(0);
  }
}
