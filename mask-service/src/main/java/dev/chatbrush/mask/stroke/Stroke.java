package dev.chatbrush.mask.stroke;

/**
 * A line drawn with a round brush.
 *
 * @param points x, y, x, y … in pixels of the picture; at least one point
 * @param radius of the brush in pixels
 * @param erase whether it takes away instead of adding
 */
public record Stroke(double[] points, double radius, boolean erase) {
  public int pointCount() {
    return points.length / 2;
  }
}
