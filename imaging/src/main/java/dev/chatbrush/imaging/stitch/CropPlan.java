package dev.chatbrush.imaging.stitch;

import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.mask.Mask;

/**
 * Which part of a picture a tool works on and at what size.
 *
 * @param crop in pixels of the picture
 * @param workWidth width that the tool gets
 * @param workHeight height that the tool gets
 */
public record CropPlan(Region crop, int workWidth, int workHeight) {

  /**
   * The mask's surroundings: its bounds with {@code context} pixels on each side, moved inward at
   * the picture's edges rather than cut.
   *
   * @param bounds of what is edited, inside the picture
   * @param context pixels to each side
   * @param workingSide longest side that the tool works at; 0 = any size
   * @param multiple both sides that the tool gets are multiples of this, at least 1
   */
  public static CropPlan around(
      Region bounds, int width, int height, int context, int workingSide, int multiple) {
    int cropWidth = Math.min(width, roundUp(bounds.width() + 2 * context, multiple));
    int cropHeight = Math.min(height, roundUp(bounds.height() + 2 * context, multiple));
    int x = shift(bounds.x() + bounds.width() / 2 - cropWidth / 2, cropWidth, width);
    int y = shift(bounds.y() + bounds.height() / 2 - cropHeight / 2, cropHeight, height);
    return fit(new Region(x, y, cropWidth, cropHeight), workingSide, multiple);
  }

  /** The whole picture. */
  public static CropPlan whole(int width, int height, int workingSide, int multiple) {
    return fit(new Region(0, 0, width, height), workingSide, multiple);
  }

  private static CropPlan fit(Region crop, int workingSide, int multiple) {
    if (multiple < 1 || workingSide < 0) {
      throw new IllegalArgumentException(
          "a tool's multiple must be 1 or more and its working side 0 or more, got %d and %d"
              .formatted(multiple, workingSide));
    }
    int longest = Math.max(crop.width(), crop.height());
    double scale = workingSide == 0 ? 1.0 : Math.min(1.0, (double) workingSide / longest);
    return new CropPlan(
        crop,
        roundNear(crop.width() * scale, multiple, workingSide),
        roundNear(crop.height() * scale, multiple, workingSide));
  }

  /** The picture's part, at the tool's size. */
  public RgbImage cut(RgbImage image) {
    return image.crop(crop).resizeTo(workWidth, workHeight);
  }

  /** The mask's part, at the tool's size; the mask has the picture's size. */
  public Mask cut(Mask mask) {
    return mask.crop(crop).resizeTo(workWidth, workHeight);
  }

  /**
   * What the tool made, at the crop's size again.
   *
   * @throws IllegalArgumentException when it has not the size that the tool was given
   */
  public RgbImage restore(RgbImage edited) {
    if (edited.width() != workWidth || edited.height() != workHeight) {
      throw new IllegalArgumentException(
          "an edit must come back at %dx%d, got %s".formatted(workWidth, workHeight, edited));
    }
    return edited.resizeTo(crop.width(), crop.height());
  }

  private static int roundUp(int value, int multiple) {
    return (value + multiple - 1) / multiple * multiple;
  }

  private static int roundNear(double value, int multiple, int workingSide) {
    int rounded = Math.max(multiple, (int) Math.round(value / multiple) * multiple);
    return workingSide > 0 && rounded > workingSide
        ? Math.max(multiple, workingSide / multiple * multiple)
        : rounded;
  }

  private static int shift(int start, int size, int limit) {
    return Math.max(0, Math.min(start, limit - size));
  }
}
