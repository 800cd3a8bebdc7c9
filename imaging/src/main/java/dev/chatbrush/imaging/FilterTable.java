package dev.chatbrush.imaging;

/**
 * Weights of one axis of a resize: result pixel {@code i} is the sum over {@code k < count[i]} of
 * {@code weights[i * taps + k]} times source pixel {@code first[i] + k}. Weights are fixed-point
 * with {@link #FRACTION_BITS} bits and each row of them sums to about one.
 */
final class FilterTable {
  static final int FRACTION_BITS = 22;
  private static final int ONE = 1 << FRACTION_BITS;

  final int[] first;
  final int[] count;
  final int[] weights;
  final int taps;

  private FilterTable(int resultSize, int taps) {
    this.first = new int[resultSize];
    this.count = new int[resultSize];
    this.weights = new int[resultSize * taps];
    this.taps = taps;
  }

  static FilterTable of(int sourceSize, int resultSize, Resampling filter) {
    double scale = (double) sourceSize / resultSize;
    double stretch = Math.max(scale, 1.0);
    double support = filter.support() * stretch;
    FilterTable table = new FilterTable(resultSize, (int) Math.ceil(support) * 2 + 1);
    double[] row = new double[table.taps];
    for (int i = 0; i < resultSize; i++) {
      double center = (i + 0.5) * scale;
      int from = Math.max(0, (int) (center - support + 0.5));
      int to = Math.min(sourceSize, (int) (center + support + 0.5));
      double sum = 0;
      for (int k = 0; k < to - from; k++) {
        row[k] = filter.weight((k + from - center + 0.5) / stretch);
        sum += row[k];
      }
      table.first[i] = from;
      table.count[i] = to - from;
      for (int k = 0; k < to - from; k++) {
        table.weights[i * table.taps + k] = (int) Math.round(row[k] / sum * ONE);
      }
    }
    return table;
  }
}
