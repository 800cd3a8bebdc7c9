package dev.chatbrush.imaging.mask;

/**
 * Changes of masks; each returns a new mask. Shapes are taken at {@link Mask#THRESHOLD}; results
 * are two-valued except for {@link #feather}. What lies outside the picture counts as unselected
 * when a mask grows and as selected when it shrinks, so that an object at the edge keeps its edge.
 */
public final class MaskOps {
  private MaskOps() {}

  /** Grown by a disk of that radius in pixels; 0 only makes the mask two-valued. */
  public static Mask dilate(Mask mask, int radius) {
    return Morphology.dilate(mask, Morphology.disk(requireRadius(radius)));
  }

  /** Shrunk by a disk of that radius in pixels. */
  public static Mask erode(Mask mask, int radius) {
    return Morphology.erode(mask, Morphology.disk(requireRadius(radius)));
  }

  /**
   * Grown by a square of ones, repeatedly. (5, 6) is what the reference editor does before an
   * erase: 12 pixels to each side.
   *
   * @param side odd side of the square in pixels
   */
  public static Mask dilateSquare(Mask mask, int side, int iterations) {
    if (side < 1 || side % 2 == 0 || iterations < 0) {
      throw new IllegalArgumentException(
          "a square needs an odd side and 0 or more iterations, got side %d, iterations %d"
              .formatted(side, iterations));
    }
    return Morphology.dilate(mask, Morphology.square((side - 1) / 2 * iterations));
  }

  /** A soft edge: Gaussian-like blur with that standard deviation in pixels. */
  public static Mask feather(Mask mask, double pixels) {
    return Blur.gaussian(mask, pixels);
  }

  /** Rounds corners and drops specks smaller than about that many pixels. */
  public static Mask smooth(Mask mask, double pixels) {
    return binary(Blur.gaussian(binary(mask), pixels));
  }

  public static Mask invert(Mask mask) {
    byte[] out = new byte[mask.values().length];
    byte[] in = mask.values();
    for (int i = 0; i < in.length; i++) {
      out[i] = (byte) ~in[i];
    }
    return new Mask(mask.width(), mask.height(), out);
  }

  /** Selects every unselected part that does not reach the picture's edge. */
  public static Mask fillHoles(Mask mask) {
    Components background = Components.of(mask, false, false);
    byte[] out = binary(mask).values();
    background.paint(background.notTouchingEdge(), out);
    return new Mask(mask.width(), mask.height(), out);
  }

  /** Only the largest connected part stays (pixels that touch at a corner are connected). */
  public static Mask keepLargest(Mask mask) {
    Components parts = Components.of(mask, true, true);
    byte[] out = new byte[mask.values().length];
    parts.paint(parts.largest(), out);
    return new Mask(mask.width(), mask.height(), out);
  }

  public static Mask union(Mask one, Mask other) {
    requireSameSize(one, other);
    byte[] out = new byte[one.values().length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) Math.max(one.values()[i] & 0xff, other.values()[i] & 0xff);
    }
    return new Mask(one.width(), one.height(), out);
  }

  /** What the first selects and the second does not. */
  public static Mask subtract(Mask mask, Mask taken) {
    requireSameSize(mask, taken);
    byte[] out = new byte[mask.values().length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) Math.min(mask.values()[i] & 0xff, 255 - (taken.values()[i] & 0xff));
    }
    return new Mask(mask.width(), mask.height(), out);
  }

  /** What both select. */
  public static Mask intersect(Mask one, Mask other) {
    return subtract(one, invert(other));
  }

  /** Each pixel 0 or 255, parted at {@link Mask#THRESHOLD}. */
  public static Mask binary(Mask mask) {
    byte[] in = mask.values();
    byte[] out = new byte[in.length];
    for (int i = 0; i < in.length; i++) {
      out[i] = (byte) (in[i] >> 7); // the sign bit all over: 0x00 or 0xff
    }
    return new Mask(mask.width(), mask.height(), out);
  }

  private static int requireRadius(int radius) {
    if (radius < 0) {
      throw new IllegalArgumentException("a radius must be 0 or more pixels, got " + radius);
    }
    return radius;
  }

  private static void requireSameSize(Mask one, Mask other) {
    if (one.width() != other.width() || one.height() != other.height()) {
      throw new IllegalArgumentException(
          "masks must have one size, got %s and %s".formatted(one, other));
    }
  }
}
