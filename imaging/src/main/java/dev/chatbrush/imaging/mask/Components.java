package dev.chatbrush.imaging.mask;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Connected parts of a mask, found by joining runs of rows (union-find). Labels are run numbers.
 */
final class Components {
  private final int width;
  private final int height;
  private int[] rows = new int[256];
  private int[] starts = new int[256];
  private int[] ends = new int[256];
  private int[] parents = new int[256];
  private int count;

  private Components(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /**
   * @param selected parts of the selected pixels, else of the others
   * @param corners whether pixels that only touch at a corner are connected
   */
  static Components of(Mask mask, boolean selected, boolean corners) {
    Components components = new Components(mask.width(), mask.height());
    int reach = corners ? 1 : 0;
    int previousFrom = 0;
    for (int y = 0; y < mask.height(); y++) {
      int from = components.count;
      components.addRuns(mask, y, selected);
      components.joinRows(previousFrom, from, reach);
      previousFrom = from;
    }
    return components;
  }

  private void addRuns(Mask mask, int y, boolean selected) {
    byte[] values = mask.values();
    int row = y * width;
    int x = 0;
    while (x < width) {
      while (x < width && BitRows.isSelected(values[row + x]) != selected) {
        x++;
      }
      if (x < width) {
        int start = x;
        while (x < width && BitRows.isSelected(values[row + x]) == selected) {
          x++;
        }
        add(y, start, x);
      }
    }
  }

  private void add(int y, int start, int end) {
    if (count == rows.length) {
      rows = Arrays.copyOf(rows, count * 2);
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
      parents = Arrays.copyOf(parents, count * 2);
    }
    rows[count] = y;
    starts[count] = start;
    ends[count] = end;
    parents[count] = count;
    count++;
  }

  /** Joins runs {@code above .. from-1} with runs {@code from .. count-1} of the next row. */
  private void joinRows(int above, int from, int reach) {
    int upper = above;
    int lower = from;
    while (upper < from && lower < count) {
      if (starts[upper] < ends[lower] + reach && starts[lower] < ends[upper] + reach) {
        parents[find(lower)] = find(upper);
      }
      if (ends[upper] < ends[lower]) {
        upper++;
      } else {
        lower++;
      }
    }
  }

  private int find(int run) {
    int root = run;
    while (parents[root] != root) {
      parents[root] = parents[parents[root]];
      root = parents[root];
    }
    return root;
  }

  IntPredicate largest() {
    long[] areas = new long[count];
    int best = -1;
    for (int run = 0; run < count; run++) {
      int root = find(run);
      areas[root] += ends[run] - starts[run];
      if (best < 0 || areas[root] > areas[best]) {
        best = root;
      }
    }
    int label = best;
    return root -> root == label;
  }

  IntPredicate notTouchingEdge() {
    boolean[] touching = new boolean[count];
    for (int run = 0; run < count; run++) {
      if (rows[run] == 0 || rows[run] == height - 1 || starts[run] == 0 || ends[run] == width) {
        touching[find(run)] = true;
      }
    }
    return root -> !touching[root];
  }

  /** Selects the parts whose label fits. */
  void paint(IntPredicate labels, byte[] out) {
    for (int run = 0; run < count; run++) {
      if (labels.test(find(run))) {
        int row = rows[run] * width;
        Arrays.fill(out, row + starts[run], row + ends[run], (byte) 255);
      }
    }
  }
}
