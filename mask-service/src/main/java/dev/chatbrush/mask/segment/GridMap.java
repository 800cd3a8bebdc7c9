package dev.chatbrush.mask.segment;

/**
 * Where the pixels of one axis of a picture fall on the decoder's grid. Pixel {@code i} of {@code
 * starts[c] .. starts[c + 1] - 1} lies between the middles of cells c and c + 1, {@code weight[i]}
 * of the way.
 *
 * @param starts int [GRID]: first pixel of each pair of neighbouring cells, and the picture's size
 * @param weight float32 [size], 0 to 1
 */
record GridMap(int[] starts, float[] weight) {
  private static final int GRID = DecoderOutput.GRID;

  /**
   * @param size of the picture along the axis
   * @param scaled size of the picture inside the encoder's input
   * @param side of the encoder's input
   */
  static GridMap of(int size, int scaled, int side) {
    int[] starts = new int[GRID];
    float[] weight = new float[size];
    double step = (double) scaled / size * GRID / side;
    int cell = 0;
    for (int i = 0; i < size; i++) {
      double at = Math.max(0, Math.min(GRID - 1.0, (i + 0.5) * step - 0.5));
      int low = Math.min((int) at, GRID - 2);
      weight[i] = (float) (at - low);
      while (cell < low) {
        starts[++cell] = i;
      }
    }
    while (cell < GRID - 1) {
      starts[++cell] = size;
    }
    return new GridMap(starts, weight);
  }

  /** The first pixel that cell {@code cell} or a later one has a part in. */
  int firstReached(int cell) {
    return starts[Math.max(0, cell - 1)];
  }

  /** One behind the last pixel that cell {@code cell} or an earlier one has a part in. */
  int endReached(int cell) {
    return starts[Math.min(cell + 1, GRID - 1)];
  }
}
