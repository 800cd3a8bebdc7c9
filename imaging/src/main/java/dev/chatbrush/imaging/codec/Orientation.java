package dev.chatbrush.imaging.codec;

import dev.chatbrush.imaging.RgbImage;

/** Turns stored pixels so that the picture stands upright. */
final class Orientation {
  private Orientation() {}

  /** {@code orientation}: of EXIF, 1 to 8. Source: Exif 2.3, tag Orientation. */
  static RgbImage apply(RgbImage image, int orientation) {
    int width = image.width();
    int height = image.height();
    int last = width * height - 1;
    // Where result pixel (0, 0) lies in the source, and the source step for one column and one row.
    return switch (orientation) {
      case 2 -> walk(image, width, height, width - 1, -1, width);
      case 3 -> walk(image, width, height, last, -1, -width);
      case 4 -> walk(image, width, height, last - width + 1, 1, -width);
      case 5 -> walk(image, height, width, 0, width, 1);
      case 6 -> walk(image, height, width, last - width + 1, -width, 1);
      case 7 -> walk(image, height, width, last, -width, -1);
      case 8 -> walk(image, height, width, width - 1, width, -1);
      default -> image;
    };
  }

  private static RgbImage walk(
      RgbImage image, int width, int height, int origin, int columnStep, int rowStep) {
    byte[] from = image.rgb();
    byte[] to = new byte[from.length];
    byte[] alphaFrom = image.alpha().orElse(null);
    byte[] alphaTo = alphaFrom == null ? null : new byte[alphaFrom.length];
    int out = 0;
    for (int y = 0; y < height; y++) {
      int pixel = origin + y * rowStep;
      for (int x = 0; x < width; x++, pixel += columnStep) {
        int in = pixel * RgbImage.CHANNELS;
        if (alphaTo != null) {
          alphaTo[y * width + x] = alphaFrom[pixel];
        }
        to[out++] = from[in];
        to[out++] = from[in + 1];
        to[out++] = from[in + 2];
      }
    }
    RgbImage turned = new RgbImage(width, height, to);
    return alphaTo == null ? turned : turned.withAlpha(alphaTo);
  }
}
