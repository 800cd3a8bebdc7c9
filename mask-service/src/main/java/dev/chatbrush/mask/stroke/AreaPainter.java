package dev.chatbrush.mask.stroke;

import java.util.Arrays;

/**
 * Fills what a closed line encloses: a pixel belongs to it when a ray from its centre crosses the
 * line an odd number of times (even-odd rule). Works through the rows of pixel centres.
 */
final class AreaPainter {
  private AreaPainter() {}

  /**
   * @param points x, y, x, y …; the last is joined to the first
   * @param values uint8 [height, width], drawn into
   */
  static void paint(double[] points, int width, int height, byte[] values, byte value) {
    double top = Double.POSITIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (int i = 1; i < points.length; i += 2) {
      top = Math.min(top, points[i]);
      bottom = Math.max(bottom, points[i]);
    }
    double[] crossings = new double[points.length / 2];
    int last = (int) Math.min(height - 1.0, Math.floor(bottom - 0.5));
    for (int y = (int) Math.max(0, Math.ceil(top - 0.5)); y <= last; y++) {
      int count = crossings(points, y + 0.5, crossings);
      for (int i = 0; i + 1 < count; i += 2) {
        int from = (int) Math.max(0, Math.ceil(crossings[i] - 0.5));
        int to = (int) Math.min(width, Math.ceil(crossings[i + 1] - 0.5));
        if (from < to) {
          Arrays.fill(values, y * width + from, y * width + to, value);
        }
      }
    }
  }

  /** Where the line crosses a row, from left to right. A corner on the row counts once. */
  private static int crossings(double[] points, double at, double[] crossings) {
    int count = 0;
    for (int i = 0; i < points.length; i += 2) {
      int next = (i + 2) % points.length;
      double y0 = points[i + 1];
      double y1 = points[next + 1];
      if (y0 <= at != y1 <= at) {
        crossings[count++] = points[i] + (at - y0) / (y1 - y0) * (points[next] - points[i]);
      }
    }
    Arrays.sort(crossings, 0, count);
    return count;
  }
}
