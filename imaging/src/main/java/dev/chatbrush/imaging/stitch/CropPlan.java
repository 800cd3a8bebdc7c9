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
   * the picture's edges rather than cut. Where the tool has but some sizes, it is widened to the
   * shape of the nearest, as far as the picture reaches.
   *
   * @param bounds of what is edited, inside the picture
   * @param context pixels to each side
   */
  public static CropPlan around(Region bounds, int width, int height, int context, Sizing sizing) {
    int wantedWidth = roundUp(bounds.width() + 2 * context, sizing.multiple());
    int wantedHeight = roundUp(bounds.height() + 2 * context, sizing.multiple());
    int cropWidth = Math.min(width, wantedWidth);
    int cropHeight = Math.min(height, wantedHeight);
    if (!sizing.buckets().isEmpty()) {
      Sizing.Bucket shape = sizing.nearest(cropWidth, cropHeight);
      int wide = Math.round((float) cropHeight * shape.width() / shape.height());
      int high = Math.round((float) cropWidth * shape.height() / shape.width());
      cropWidth = Math.min(width, Math.max(cropWidth, wide));
      cropHeight = Math.min(height, Math.max(cropHeight, high));
    }
    int x = shift(bounds.x() + bounds.width() / 2 - cropWidth / 2, cropWidth, width);
    int y = shift(bounds.y() + bounds.height() / 2 - cropHeight / 2, cropHeight, height);
    return fit(new Region(x, y, cropWidth, cropHeight), sizing);
  }

  /** The whole picture. */
  public static CropPlan whole(int width, int height, Sizing sizing) {
    return fit(new Region(0, 0, width, height), sizing);
  }

  private static CropPlan fit(Region crop, Sizing sizing) {
    Sizing.Bucket work = sizing.work(crop.width(), crop.height());
    return new CropPlan(crop, work.width(), work.height());
  }

  /** The picture's part, at the tool's size. */
  public RgbImage cut(RgbImage image) {
    return scaled(image.crop(crop));
  }

  /** A picture of the crop's size, at the tool's. */
  public RgbImage scaled(RgbImage part) {
    return part.resizeTo(workWidth, workHeight);
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

  private static int shift(int start, int size, int limit) {
    return Math.max(0, Math.min(start, limit - size));
  }
}
