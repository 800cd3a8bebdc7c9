package dev.chatbrush.imaging.mask;

import dev.chatbrush.imaging.Region;
import java.util.Arrays;
import java.util.Optional;

/**
 * Growth in time proportional to the pixels, whatever the radius: first the distance to the nearest
 * selected pixel of the same column, then each column distance covers an interval of its row.
 */
final class Morphology {
  private Morphology() {}

  static Mask dilateDisk(Mask mask, int radius) {
    int[] halfWidth = new int[radius + 1];
    for (int distance = 0; distance <= radius; distance++) {
      halfWidth[distance] =
          (int) Math.sqrt((double) radius * radius - (double) distance * distance);
    }
    return dilate(mask, radius, halfWidth);
  }

  static Mask dilateSquare(Mask mask, int radius) {
    int[] halfWidth = new int[radius + 1];
    Arrays.fill(halfWidth, radius);
    return dilate(mask, radius, halfWidth);
  }

  /** {@code halfWidth[d]}: how far a pixel reaches to the sides in rows at a distance of d. */
  private static Mask dilate(Mask mask, int radius, int[] halfWidth) {
    int width = mask.width();
    int height = mask.height();
    byte[] out = new byte[mask.values().length];
    Optional<Region> bounds = mask.bounds();
    if (bounds.isPresent()) {
      Region core = bounds.get();
      Region box = core.grow(radius, width, height);
      int[] distances = columnDistances(mask, core, box, radius);
      int[] steps = new int[box.width() + 1];
      for (int row = 0; row < box.height(); row++) {
        Arrays.fill(steps, 0);
        for (int column = 0; column < core.width(); column++) {
          int distance = distances[row * core.width() + column];
          if (distance <= radius) {
            int center = core.x() - box.x() + column;
            steps[Math.max(0, center - halfWidth[distance])]++;
            steps[Math.min(box.width(), center + halfWidth[distance] + 1)]--;
          }
        }
        paintRow(steps, out, (box.y() + row) * width + box.x(), box.width());
      }
    }
    return new Mask(width, height, out);
  }

  /** int [box.height, core.width]: rows to the nearest selected pixel of the column. */
  private static int[] columnDistances(Mask mask, Region core, Region box, int radius) {
    int columns = core.width();
    int rows = box.height();
    int[] distances = new int[rows * columns];
    byte[] values = mask.values();
    int far = radius + 1;
    for (int row = 0; row < rows; row++) {
      int from = (box.y() + row) * mask.width() + core.x();
      for (int column = 0; column < columns; column++) {
        int above = row == 0 ? far : Math.min(far, distances[(row - 1) * columns + column] + 1);
        boolean selected = Mask.isSelected(values[from + column]);
        distances[row * columns + column] = selected ? 0 : above;
      }
    }
    for (int row = rows - 2; row >= 0; row--) {
      for (int column = 0; column < columns; column++) {
        int i = row * columns + column;
        distances[i] = Math.min(distances[i], distances[i + columns] + 1);
      }
    }
    return distances;
  }

  private static void paintRow(int[] steps, byte[] out, int from, int count) {
    int depth = 0;
    for (int i = 0; i < count; i++) {
      depth += steps[i];
      if (depth > 0) {
        out[from + i] = (byte) 255;
      }
    }
  }
}
