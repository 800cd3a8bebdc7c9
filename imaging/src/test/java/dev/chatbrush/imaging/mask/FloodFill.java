package dev.chatbrush.imaging.mask;

import java.util.ArrayDeque;
import java.util.Deque;

/** The slow and plain way, to hold the fast one against. */
final class FloodFill {
  private FloodFill() {}

  static long largestArea(Mask mask) {
    boolean[] seen = new boolean[mask.values().length];
    long largest = 0;
    for (int i = 0; i < seen.length; i++) {
      if (!seen[i] && BitRows.isSelected(mask.values()[i])) {
        largest = Math.max(largest, fill(mask, i, true, true, seen));
      }
    }
    return largest;
  }

  /** Of the connected part, selected or not, that a pixel is in. */
  static long areaAt(Mask mask, int x, int y) {
    boolean selected = mask.selected(x, y);
    boolean[] seen = new boolean[mask.values().length];
    return fill(mask, y * mask.width() + x, selected, selected, seen);
  }

  static Mask withoutHoles(Mask mask) {
    boolean[] outside = new boolean[mask.values().length];
    for (int i = 0; i < outside.length; i++) {
      int x = i % mask.width();
      int y = i / mask.width();
      boolean edge = x == 0 || y == 0 || x == mask.width() - 1 || y == mask.height() - 1;
      if (edge && !outside[i] && !mask.selected(x, y)) {
        fill(mask, i, false, false, outside);
      }
    }
    byte[] values = new byte[outside.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (outside[i] ? 0 : 255);
    }
    return new Mask(mask.width(), mask.height(), values);
  }

  private static long fill(
      Mask mask, int start, boolean selected, boolean corners, boolean[] seen) {
    Deque<Integer> open = new ArrayDeque<>();
    open.add(start);
    seen[start] = true;
    long area = 0;
    while (!open.isEmpty()) {
      int at = open.remove();
      area++;
      for (int dy = -1; dy <= 1; dy++) {
        for (int dx = -1; dx <= 1; dx++) {
          int x = at % mask.width() + dx;
          int y = at / mask.width() + dy;
          boolean inside = x >= 0 && y >= 0 && x < mask.width() && y < mask.height();
          boolean connected = corners || dx == 0 || dy == 0;
          if (inside
              && connected
              && !seen[y * mask.width() + x]
              && mask.selected(x, y) == selected) {
            seen[y * mask.width() + x] = true;
            open.add(y * mask.width() + x);
          }
        }
      }
    }
    return area;
  }
}
