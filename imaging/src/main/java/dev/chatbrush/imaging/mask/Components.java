package dev.chatbrush.imaging.mask;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

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
    int end = row + width;
    int at = BitRows.first(selected, values, row, end);
    while (at < end) {
      int start = at;
      at = BitRows.first(!selected, values, start, end);
      add(y, start - row, at - row);
      at = BitRows.first(selected, values, at, end);
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

  /** How many pixels each part has, at its label. */
  long[] areas() {
    long[] areas = new long[count];
    for (int run = 0; run < count; run++) {
      areas[find(run)] += ends[run] - starts[run];
    }
    return areas;
  }

  IntPredicate largest() {
    long[] areas = areas();
    int best = 0;
    for (int label = 1; label < count; label++) {
      best = areas[label] > areas[best] ? label : best;
    }
    int largest = best;
    return label -> label == largest;
  }

  IntPredicate notTouchingEdge() {
    return notTouching(0, 0, width, height);
  }

  /** Parts without a pixel in these two columns and rows, of which some may lie outside. */
  IntPredicate notTouching(int left, int top, int right, int bottom) {
    boolean[] touching = new boolean[count];
    for (int run = 0; run < count; run++) {
      if (rows[run] == top
          || rows[run] == bottom - 1
          || starts[run] == left
          || ends[run] == right) {
        touching[find(run)] = true;
      }
    }
    return label -> !touching[label];
  }

  boolean any(IntPredicate labels) {
    return IntStream.range(0, count).map(this::find).anyMatch(labels);
  }

  /** Selects the parts whose label fits. */
  void paint(IntPredicate labels, byte[] out) {
    paint(labels, out, (byte) 255);
  }

  void paint(IntPredicate labels, byte[] out, byte value) {
    for (int run = 0; run < count; run++) {
      if (labels.test(find(run))) {
        int row = rows[run] * width;
        Arrays.fill(out, row + starts[run], row + ends[run], value);
      }
    }
  }
}
