package dev.chatbrush.mask.segment;

import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.mask.embedding.EncoderFrame;

/**
 * The decoder's logits at the picture's size: bilinear, above 0 is selected. Pixels are visited
 * only where a positive cell has a part in them; elsewhere no mean of cells can be positive.
 */
final class LogitsToMask {
  private static final int GRID = DecoderOutput.GRID;

  private LogitsToMask() {}

  static Mask of(DecoderOutput output, int token, EncoderFrame frame) {
    float[] logits = output.logits();
    int offset = token * DecoderOutput.GRID_AREA;
    byte[] values = new byte[Math.multiplyExact(frame.width(), frame.height())];
    GridMap columns = GridMap.of(frame.width(), frame.scaledWidth(), frame.side());
    GridMap rows = GridMap.of(frame.height(), frame.scaledHeight(), frame.side());
    int[] cells = positiveCells(logits, offset);
    if (cells != null) {
      int left = columns.firstReached(cells[0]);
      int right = columns.endReached(cells[2]);
      float[] line = new float[GRID];
      for (int y = rows.firstReached(cells[1]); y < rows.endReached(cells[3]); y++) {
        mixRows(logits, offset + rows.low()[y] * GRID, rows.weight()[y], line);
        paintRow(line, columns, left, right, values, y * frame.width());
      }
    }
    return new Mask(frame.width(), frame.height(), values);
  }

  /** Selected pixels of the picture, estimated from the grid. */
  static long estimateArea(DecoderOutput output, int token, EncoderFrame frame) {
    double cell = (double) frame.side() / GRID;
    int columns = (int) Math.ceil(frame.scaledWidth() / cell);
    int rows = (int) Math.ceil(frame.scaledHeight() / cell);
    int offset = token * DecoderOutput.GRID_AREA;
    long count = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        count += output.logits()[offset + row * GRID + column] > 0 ? 1 : 0;
      }
    }
    double pixels = cell / frame.scaleX() * cell / frame.scaleY();
    return Math.min(Math.round(count * pixels), (long) frame.width() * frame.height());
  }

  private static void mixRows(float[] logits, int upper, float weight, float[] line) {
    for (int i = 0; i < GRID; i++) {
      float above = logits[upper + i];
      line[i] = above + (logits[upper + GRID + i] - above) * weight;
    }
  }

  private static void paintRow(
      float[] line, GridMap columns, int left, int right, byte[] values, int row) {
    int[] low = columns.low();
    float[] weight = columns.weight();
    for (int x = left; x < right; x++) {
      float before = line[low[x]];
      if (before + (line[low[x] + 1] - before) * weight[x] > 0) {
        values[row + x] = (byte) 255;
      }
    }
  }

  /** Left, top, right, bottom of the positive cells, all inclusive; null when there is none. */
  private static int[] positiveCells(float[] logits, int offset) {
    int left = GRID;
    int top = GRID;
    int right = -1;
    int bottom = -1;
    for (int row = 0; row < GRID; row++) {
      for (int column = 0; column < GRID; column++) {
        if (logits[offset + row * GRID + column] > 0) {
          left = Math.min(left, column);
          right = Math.max(right, column);
          top = Math.min(top, row);
          bottom = row;
        }
      }
    }
    return right < 0 ? null : new int[] {left, top, right, bottom};
  }
}
