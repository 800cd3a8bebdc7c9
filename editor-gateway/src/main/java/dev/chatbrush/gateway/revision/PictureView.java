package dev.chatbrush.gateway.revision;

import dev.chatbrush.imaging.Resampling;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageEncoder;

/**
 * What a model sees of a picture: the picture itself where it is small, else made smaller.
 *
 * @param pixels longest side as asked for, at most
 * @param width of the picture itself
 * @param height of the picture itself
 */
public record PictureView(RgbImage pixels, int width, int height) {
  /** Scaled as the segmentation models' own preprocessing does: bilinear, antialiased. */
  public static PictureView of(RgbImage image, int side) {
    int longest = Math.max(image.width(), image.height());
    if (longest <= side) {
      return new PictureView(image, image.width(), image.height());
    }
    double scale = (double) side / longest;
    RgbImage small =
        image.resizeTo(
            scaled(image.width(), scale), scaled(image.height(), scale), Resampling.BILINEAR);
    return new PictureView(small, image.width(), image.height());
  }

  /** Rounds as segment-anything's ResizeLongestSide.get_preprocess_shape: half up. */
  private static int scaled(int side, double scale) {
    return Math.max(1, (int) (side * scale + 0.5));
  }

  /** Whether it is the picture itself. */
  boolean isWhole() {
    return pixels.width() == width;
  }

  /** The view's file. */
  public byte[] png() {
    return ImageEncoder.png(pixels);
  }

  int bytes() {
    return (int) pixels.bytes();
  }
}
