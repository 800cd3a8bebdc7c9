package dev.chatbrush.imaging.mask;

import java.util.Arrays;

/** Collects alternating runs, the first of unselected pixels. */
final class RunWriter {
  private int[] counts = new int[256];
  private int size = 1;
  private boolean current;

  void append(boolean selected, long length) {
    if (length == 0) {
      return;
    }
    if (selected != current) {
      current = selected;
      if (size == counts.length) {
        counts = Arrays.copyOf(counts, size * 2);
      }
      counts[size++] = 0;
    }
    counts[size - 1] += (int) length;
  }

  int[] toCounts() {
    return Arrays.copyOf(counts, size);
  }
}
