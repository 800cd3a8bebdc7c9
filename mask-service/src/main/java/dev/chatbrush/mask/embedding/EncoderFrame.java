package dev.chatbrush.mask.embedding;

import dev.chatbrush.imaging.Resampling;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.triton.catalogue.EncoderGeometry;

/**
 * How a picture lies in the encoder's square input. Coordinates are continuous on both sides: the
 * centre of the first pixel is (0.5, 0.5).
 *
 * @param width of the picture
 * @param side of the encoder's square input
 * @param scaledWidth width of the picture inside it, from the left top; the rest is padding
 */
public record EncoderFrame(
    int width, int height, int side, int scaledWidth, int scaledHeight, EncoderGeometry geometry) {
  /**
   * ImageNet's mean, rounded: after the model's normalisation it is almost the zero SAM pads with.
   * It says nothing, so that it lies behind what is see-through, too.
   */
  static final int MEAN_COLOUR = 0x7c7468;

  /** Source: segment-anything, ResizeLongestSide.get_preprocess_shape (rounding half up). */
  public static EncoderFrame of(int width, int height, int side, EncoderGeometry geometry) {
    if (geometry == EncoderGeometry.STRETCH) {
      return new EncoderFrame(width, height, side, side, side, geometry);
    }
    double scale = (double) side / Math.max(width, height);
    return new EncoderFrame(
        width,
        height,
        side,
        Math.max(1, (int) (width * scale + 0.5)),
        Math.max(1, (int) (height * scale + 0.5)),
        geometry);
  }

  /**
   * The picture as the encoder takes it: uint8 [side, side, 3], scaled, left top, the rest in the
   * mean colour. Bilinear with antialias, as SAM's reference has it by Pillow.
   */
  byte[] input(RgbImage image) {
    return image
        .resizeInto(scaledWidth, scaledHeight, Resampling.BILINEAR, side, side, MEAN_COLOUR)
        .rgb();
  }

  public double scaleX() {
    return (double) scaledWidth / width;
  }

  public double scaleY() {
    return (double) scaledHeight / height;
  }
}
