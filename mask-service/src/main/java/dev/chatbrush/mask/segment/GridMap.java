package dev.chatbrush.mask.segment;

/**
 * Where the pixels of one axis of a picture fall on the decoder's grid: between grid cells {@code
 * low[i]} and {@code low[i] + 1}, {@code weight[i]} of the way.
 */
record GridMap(int[] low, float[] weight) {

  /**
   * @param size of the picture along the axis
   * @param scaled size of the picture inside the encoder's input
   * @param side of the encoder's input
   */
  static GridMap of(int size, int scaled, int side) {
    int[] low = new int[size];
    float[] weight = new float[size];
    double step = (double) scaled / size * DecoderOutput.GRID / side;
    for (int i = 0; i < size; i++) {
      double at = Math.max(0, Math.min(DecoderOutput.GRID - 1.0, (i + 0.5) * step - 0.5));
      low[i] = Math.min((int) at, DecoderOutput.GRID - 2);
      weight[i] = (float) (at - low[i]);
    }
    return new GridMap(low, weight);
  }

  /** The first pixel that cell {@code cell} or a later one has a part in. */
  int firstReached(int cell) {
    int i = 0;
    while (i < low.length && low[i] + 1 < cell) {
      i++;
    }
    return i;
  }

  /** One behind the last pixel that cell {@code cell} or an earlier one has a part in. */
  int endReached(int cell) {
    int i = low.length;
    while (i > 0 && low[i - 1] > cell) {
      i--;
    }
    return i;
  }
}
