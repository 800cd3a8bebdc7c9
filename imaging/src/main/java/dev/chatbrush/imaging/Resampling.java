package dev.chatbrush.imaging;

/**
 * Filters for scaling. When a side shrinks, the filter is stretched over the source pixels that one
 * result pixel covers, so that nothing aliases.
 */
public enum Resampling {
  /** Mean of the covered area. */
  AREA(0.5),
  /** Triangle; what SAM's reference preprocessing uses. */
  BILINEAR(1.0),
  /** Keys' cubic with a = -0.5. */
  BICUBIC(2.0);

  private static final double KEYS = -0.5;

  private final double support;

  Resampling(double support) {
    this.support = support;
  }

  /** Half the width of the filter, in pixels at scale 1. */
  double support() {
    return support;
  }

  /** The filter's weight at a distance from its centre, in pixels at scale 1. */
  double weight(double distance) {
    return switch (this) {
      case AREA -> distance > -0.5 && distance <= 0.5 ? 1.0 : 0.0;
      case BILINEAR -> Math.max(0.0, 1.0 - Math.abs(distance));
      case BICUBIC -> cubic(Math.abs(distance));
    };
  }

  /** Source: Keys 1981, "Cubic convolution interpolation for digital image processing". */
  private static double cubic(double x) {
    if (x < 1.0) {
      return ((KEYS + 2.0) * x - (KEYS + 3.0)) * x * x + 1.0;
    }
    return x < 2.0 ? (((x - 5.0) * x + 8.0) * x - 4.0) * KEYS : 0.0;
  }
}
