package dev.chatbrush.mask.stroke;

import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.MaskPart;
import java.util.Arrays;
import java.util.List;

/**
 * Draws strokes into a mask: a pixel belongs to a stroke when its centre is no further from the
 * line than the brush's radius, so lines have round caps and joints. A dot of less than a pixel
 * still selects the pixel that it is in.
 */
public final class StrokePainter {
  private final int width;
  private final int height;
  private final byte[] values;

  /**
   * @param values uint8 [height, width], drawn into
   */
  public StrokePainter(int width, int height, byte[] values) {
    this.width = width;
    this.height = height;
    this.values = values;
  }

  /** The mask with the strokes on top, in their order; the mask itself where there are none. */
  public static MaskPart paint(MaskPart mask, List<Stroke> strokes) {
    if (strokes.isEmpty()) {
      return mask;
    }
    byte[] values = mask.whole().values().clone();
    StrokePainter painter = new StrokePainter(mask.width(), mask.height(), values);
    strokes.forEach(painter::paint);
    return MaskPart.ofSelected(new Mask(mask.width(), mask.height(), values));
  }

  public void paint(Stroke stroke) {
    byte value = (byte) (stroke.erase() ? 0 : 255);
    double[] points = stroke.points();
    if (stroke.fill()) {
      AreaPainter.paint(points, width, height, values, value);
      return;
    }
    // Below this radius a dot could fall between all pixel centres.
    double radius = Math.max(stroke.radius(), Math.sqrt(0.5));
    segment(points[0], points[1], points[0], points[1], radius, value);
    for (int i = 2; i + 1 < points.length; i += 2) {
      segment(points[i - 2], points[i - 1], points[i], points[i + 1], radius, value);
    }
  }

  /** The capsule around a segment is convex: each row of it is one interval. */
  private void segment(double ax, double ay, double bx, double by, double radius, byte value) {
    int top = (int) Math.max(0, Math.ceil(Math.min(ay, by) - radius - 0.5));
    int bottom = (int) Math.min(height - 1.0, Math.floor(Math.max(ay, by) + radius - 0.5));
    Interval row = new Interval();
    for (int y = top; y <= bottom; y++) {
      row.clear();
      addDisk(row, ax, ay, radius, y + 0.5);
      addDisk(row, bx, by, radius, y + 0.5);
      addBand(row, ax, ay, bx, by, radius, y + 0.5);
      int left = (int) Math.max(0, Math.ceil(row.from - 0.5));
      int right = (int) Math.min(width - 1.0, Math.floor(row.to - 0.5));
      if (left <= right) {
        Arrays.fill(values, y * width + left, y * width + right + 1, value);
      }
    }
  }

  private static void addDisk(Interval row, double x, double y, double radius, double at) {
    double rest = radius * radius - (at - y) * (at - y);
    if (rest >= 0) {
      double half = Math.sqrt(rest);
      row.add(x - half, x + half);
    }
  }

  /** Points beside the segment: along it within its ends, across it within the radius. */
  private static void addBand(
      Interval row, double ax, double ay, double bx, double by, double radius, double at) {
    double dx = bx - ax;
    double dy = by - ay;
    double length = Math.hypot(dx, dy);
    if (length == 0) {
      return;
    }
    double ux = dx / length;
    double uy = dy / length;
    Interval along = Interval.where(ux, uy * (at - ay) - ux * ax, 0, length);
    Interval across = Interval.where(-uy, ux * (at - ay) + uy * ax, -radius, radius);
    row.add(Math.max(along.from, across.from), Math.min(along.to, across.to));
  }

  /** A span of x; empty when {@code from > to}. */
  private static final class Interval {
    private double from;
    private double to;

    Interval() {
      clear();
    }

    /** All x with {@code low <= slope * x + offset <= high}. */
    static Interval where(double slope, double offset, double low, double high) {
      Interval interval = new Interval();
      if (slope == 0) {
        if (offset >= low && offset <= high) {
          interval.from = Double.NEGATIVE_INFINITY;
          interval.to = Double.POSITIVE_INFINITY;
        }
        return interval;
      }
      double one = (low - offset) / slope;
      double other = (high - offset) / slope;
      interval.add(Math.min(one, other), Math.max(one, other));
      return interval;
    }

    void clear() {
      from = Double.POSITIVE_INFINITY;
      to = Double.NEGATIVE_INFINITY;
    }

    void add(double low, double high) {
      if (low <= high) {
        from = Math.min(from, low);
        to = Math.max(to, high);
      }
    }
  }
}
