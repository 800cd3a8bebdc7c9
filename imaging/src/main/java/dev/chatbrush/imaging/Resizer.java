package dev.chatbrush.imaging;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Separable scaling, rows first, rounded to 8 bits between the passes: the arithmetic of Pillow's
 * {@code resize}, so that what a model was measured with is what it gets.
 */
final class Resizer {
  private static final int HALF = 1 << (FilterTable.FRACTION_BITS - 1);

  /** Many more than a filter has taps, for neighbours both scale the source rows between them. */
  private static final int BAND_ROWS = 128;

  private Resizer() {}

  static Pixels resize(Pixels source, int width, int height, Resampling filter) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a picture can be scaled to 1x1 pixels or more, got %dx%d".formatted(width, height));
    }
    Pixels out = Pixels.black(width, height, source.channels());
    resizeInto(source, width, height, filter, out);
    return out;
  }

  /**
   * Writes the scaled picture into the left top of a larger one. Source rows are scaled as they are
   * needed; no picture lies between. As many threads as there are cores work on a large result.
   */
  static void resizeInto(Pixels source, int width, int height, Resampling filter, Pixels larger) {
    FilterTable columns = FilterTable.of(source.width(), width, filter);
    FilterTable rows = FilterTable.of(source.height(), height, filter);
    int bands = (height + BAND_ROWS - 1) / BAND_ROWS;
    IntStream.range(0, bands)
        .parallel()
        .map(band -> band * BAND_ROWS)
        .forEach(y -> scaleBand(source, columns, rows, y, Math.min(height, y + BAND_ROWS), larger));
  }

  /** Result rows {@code from .. end-1}. */
  private static void scaleBand(
      Pixels source, FilterTable columns, FilterTable rows, int from, int end, Pixels larger) {
    byte[] out = larger.samples();
    int rowBytes = columns.first.length * source.channels();
    byte[][] ring = new byte[rows.taps][rowBytes];
    int[] sums = new int[rowBytes];
    int ready = rows.first[from];
    for (int y = from; y < end; y++) {
      int needed = rows.first[y] + rows.count[y];
      for (; ready < needed; ready++) {
        scaleRow(source, ready, columns, ring[ready % rows.taps]);
      }
      Arrays.fill(sums, HALF);
      for (int k = 0; k < rows.count[y]; k++) {
        byte[] row = ring[(rows.first[y] + k) % rows.taps];
        add(row, rows.weights[y * rows.taps + k], sums);
      }
      int to = y * larger.width() * source.channels();
      for (int i = 0; i < rowBytes; i++) {
        out[to + i] = clip(sums[i]);
      }
    }
  }

  private static void add(byte[] row, int weight, int[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += (row[i] & 0xff) * weight;
    }
  }

  private static void scaleRow(Pixels source, int y, FilterTable table, byte[] out) {
    int row = y * source.width();
    if (out.length == source.width() * source.channels()) {
      System.arraycopy(source.samples(), row * source.channels(), out, 0, out.length);
    } else if (source.channels() == 1) {
      scaleOpacities(source.samples(), row, table, out);
    } else {
      scaleColours(source.samples(), row, table, out);
    }
  }

  private static void scaleOpacities(byte[] samples, int row, FilterTable table, byte[] out) {
    for (int x = 0; x < out.length; x++) {
      int from = row + table.first[x];
      int weight = x * table.taps;
      int sum = HALF;
      for (int k = 0; k < table.count[x]; k++) {
        sum += (samples[from + k] & 0xff) * table.weights[weight + k];
      }
      out[x] = clip(sum);
    }
  }

  private static void scaleColours(byte[] rgb, int row, FilterTable table, byte[] out) {
    int to = 0;
    for (int x = 0; x < table.first.length; x++) {
      int from = (row + table.first[x]) * RgbImage.CHANNELS;
      int weight = x * table.taps;
      int red = HALF;
      int green = HALF;
      int blue = HALF;
      for (int k = 0; k < table.count[x]; k++, from += RgbImage.CHANNELS) {
        int w = table.weights[weight + k];
        red += (rgb[from] & 0xff) * w;
        green += (rgb[from + 1] & 0xff) * w;
        blue += (rgb[from + 2] & 0xff) * w;
      }
      out[to++] = clip(red);
      out[to++] = clip(green);
      out[to++] = clip(blue);
    }
  }

  private static byte clip(int sum) {
    int value = sum >> FilterTable.FRACTION_BITS;
    return (byte) Math.max(0, Math.min(255, value));
  }
}
