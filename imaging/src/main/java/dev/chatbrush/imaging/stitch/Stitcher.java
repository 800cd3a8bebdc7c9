package dev.chatbrush.imaging.stitch;

import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.mask.Mask;

/**
 * Lays an edited part back. A pixel whose mask value is 0 is never written, so it stays identical
 * by construction; the blend into the edit happens inside the mask.
 */
public final class Stitcher {
  private Stitcher() {}

  /**
   * @param original the whole picture; not changed
   * @param edited the edited part, of the size of {@code at}
   * @param at where it belongs
   * @param grownMask where the edit may show, of the picture's or of the part's size
   * @param featherInside how many pixels inward from the mask's edge the edit takes to cover fully;
   *     0 = at once
   * @throws IllegalArgumentException when the sizes do not fit together
   */
  public static RgbImage paste(
      RgbImage original, RgbImage edited, Region at, Mask grownMask, int featherInside) {
    if (edited.width() != at.width() || edited.height() != at.height()) {
      throw new IllegalArgumentException(
          "the edited part must be %dx%d, got %s".formatted(at.width(), at.height(), edited));
    }
    if (featherInside < 0) {
      throw new IllegalArgumentException(
          "a feather must be 0 or more pixels, got " + featherInside);
    }
    Mask mask = maskOf(original, at, grownMask);
    int[] depth = featherInside == 0 ? null : InnerDistance.of(mask, featherInside + 1);
    Blend blend = new Blend(original, edited);
    for (int y = 0; y < at.height(); y++) {
      int to = (at.y() + y) * original.width() + at.x();
      int from = y * at.width();
      for (int x = 0; x < at.width(); x++, from++, to++) {
        int weight = mask.values()[from] & 0xff;
        if (weight == 0) {
          continue;
        }
        if (depth != null) {
          weight = weight * depth[from] / InnerDistance.scaled(featherInside + 1);
        }
        blend.mix(to, from, weight);
      }
    }
    return blend.result();
  }

  private static Mask maskOf(RgbImage original, Region at, Mask mask) {
    if (mask.width() == original.width() && mask.height() == original.height()) {
      return mask.crop(at);
    }
    if (mask.width() == at.width() && mask.height() == at.height()) {
      return mask;
    }
    throw new IllegalArgumentException(
        "the mask must have the size of %s or of the part %dx%d, got %s"
            .formatted(original, at.width(), at.height(), mask));
  }
}
