package dev.chatbrush.mask.stroke;

/**
 * A line drawn with a round brush, or the area that it encloses.
 *
 * @param points x, y, x, y … in pixels of the picture; at least one point
 * @param radius of the brush in pixels
 * @param erase whether it takes away instead of adding
 * @param fill whether the area is meant and not the line
 */
public record Stroke(double[] points, double radius, boolean erase, boolean fill) {
  public Stroke(double[] points, double radius, boolean erase) {
    this(points, radius, erase, false);
  }

  public int pointCount() {
    return points.length / 2;
  }
}
