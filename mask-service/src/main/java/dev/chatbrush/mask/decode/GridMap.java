package dev.chatbrush.mask.decode;

/**
 * How the pixels of one axis of a picture are mixed from cells of the decoder's grid: pixel {@code
 * i} of {@code starts[c] .. starts[c + 1] - 1} from cells c, c + 1 and c + 2.
 *
 * @param starts int [GRID - 1]: first pixel of each triple of cells, and the picture's size
 * @param weights float32 [size, TAPS], each row sums to one
 */
record GridMap(int[] starts, float[] weights) {
  static final int TAPS = 3;
  private static final int GRID = DecoderOutput.GRID;
  private static final int LAST_BASE = GRID - TAPS;

  /**
   * From the grid to the encoder's input and from there to the picture, both bilinear. Source:
   * segment-anything, Sam.postprocess_masks.
   *
   * @param size of the picture along the axis
   * @param scaled size of the picture inside the encoder's input
   * @param side of the encoder's input
   */
  static GridMap inTwoSteps(int size, int scaled, int side) {
    GridMap map = new GridMap(new int[LAST_BASE + 2], new float[size * TAPS]);
    Pair outer = new Pair();
    Pair inner = new Pair();
    int base = 0;
    for (int i = 0; i < size; i++) {
      outer.at((i + 0.5) * scaled / size - 0.5, scaled);
      inner.at((outer.low + 0.5) * GRID / side - 0.5, GRID);
      base = map.begin(base, inner.low, i);
      map.add(i, base, inner, 1 - outer.weight);
      inner.at((outer.high + 0.5) * GRID / side - 0.5, GRID);
      map.add(i, base, inner, outer.weight);
    }
    map.begin(base, LAST_BASE + 1, size);
    return map;
  }

  /** From the grid to a picture that was stretched over it. Source: SAM 2, postprocess_masks. */
  static GridMap inOneStep(int size) {
    GridMap map = new GridMap(new int[LAST_BASE + 2], new float[size * TAPS]);
    Pair pair = new Pair();
    int base = 0;
    for (int i = 0; i < size; i++) {
      pair.at((i + 0.5) * GRID / size - 0.5, GRID);
      base = map.begin(base, pair.low, i);
      map.add(i, base, pair, 1);
    }
    map.begin(base, LAST_BASE + 1, size);
    return map;
  }

  /** Two neighbours and how far the place between them is from the lower one. */
  private static final class Pair {
    private int low;
    private int high;
    private double weight;

    void at(double place, int count) {
      double inside = Math.max(0, Math.min(count - 1.0, place));
      low = (int) inside;
      high = Math.min(low + 1, count - 1);
      weight = inside - low;
    }
  }

  /** Ends the triples before that of {@code cell}, whose first pixel is {@code pixel}. */
  private int begin(int base, int cell, int pixel) {
    int next = pixel * TAPS == weights.length ? cell : Math.min(cell, LAST_BASE);
    for (int c = base; c < next; c++) {
      starts[c + 1] = pixel;
    }
    return next;
  }

  private void add(int pixel, int base, Pair cells, double share) {
    weights[pixel * TAPS + cells.low - base] += (float) (share * (1 - cells.weight));
    weights[pixel * TAPS + cells.high - base] += (float) (share * cells.weight);
  }

  /** The first pixel that cell {@code cell} or a later one has a part in. */
  int firstReached(int cell) {
    return starts[Math.min(Math.max(0, cell - TAPS + 1), LAST_BASE)];
  }

  /** One behind the last pixel that cell {@code cell} or an earlier one has a part in. */
  int endReached(int cell) {
    return starts[Math.min(cell + 1, LAST_BASE + 1)];
  }
}
