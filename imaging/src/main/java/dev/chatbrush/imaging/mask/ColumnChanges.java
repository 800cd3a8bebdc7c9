package dev.chatbrush.imaging.mask;

import java.util.Arrays;

/**
 * Where each column of a mask changes between unselected and selected, from above; above the first
 * row lies nothing. Found row by row against the row above, because rows are compared many pixels
 * at a time and changes are few, while a walk down a column misses the cache at each step.
 */
final class ColumnChanges {
  private interface Visitor {
    void change(int x, int y);
  }

  private final int[] firsts;
  private final int[] rows;

  private ColumnChanges(int[] firsts, int[] rows) {
    this.firsts = firsts;
    this.rows = rows;
  }

  static ColumnChanges of(Mask mask) {
    int[] firsts = new int[mask.width() + 1];
    visit(mask, (x, y) -> firsts[x + 1]++);
    for (int x = 0; x < mask.width(); x++) {
      firsts[x + 1] += firsts[x];
    }
    int[] rows = new int[firsts[mask.width()]];
    int[] next = Arrays.copyOf(firsts, mask.width());
    visit(mask, (x, y) -> rows[next[x]++] = y);
    return new ColumnChanges(firsts, rows);
  }

  /** Index of the first change of a column; that of the next column ends it. */
  int first(int x) {
    return firsts[x];
  }

  int row(int index) {
    return rows[index];
  }

  private static void visit(Mask mask, Visitor visitor) {
    int width = mask.width();
    byte[] values = mask.values();
    byte[] nothing = new byte[width];
    for (int y = 0; y < mask.height(); y++) {
      byte[] above = y == 0 ? nothing : values;
      int aboveRow = y == 0 ? 0 : (y - 1) * width;
      int row = y * width;
      int x = 0;
      while (x < width) {
        int equal =
            Arrays.mismatch(values, row + x, row + width, above, aboveRow + x, aboveRow + width);
        if (equal < 0) {
          break;
        }
        x += equal;
        if (BitRows.isSelected(values[row + x]) != BitRows.isSelected(above[aboveRow + x])) {
          visitor.change(x, y);
        }
        x++;
      }
    }
  }
}
