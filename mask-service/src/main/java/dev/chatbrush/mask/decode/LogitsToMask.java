package dev.chatbrush.mask.decode;

import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.MaskPart;
import dev.chatbrush.mask.embedding.EncoderFrame;
import dev.chatbrush.triton.catalogue.EncoderGeometry;
import java.util.Arrays;
import java.util.Optional;

/**
 * The decoder's logits at the picture's size: bilinear, above 0 is selected. Pixels are visited
 * only where a positive cell has a part in them; elsewhere no mean of cells can be positive.
 * Between two positive cells every mean is positive, so only the pixels at an edge are computed.
 */
public final class LogitsToMask {
  private static final int GRID = DecoderOutput.GRID;

  private final GridMap columns;
  private final GridMap rows;
  private final Region at;
  private final byte[] values;

  private LogitsToMask(GridMap columns, GridMap rows, Region at) {
    this.columns = columns;
    this.rows = rows;
    this.at = at;
    this.values = new byte[Math.multiplyExact(at.width(), at.height())];
  }

  public static MaskPart of(DecoderOutput output, int token, EncoderFrame frame) {
    int offset = token * DecoderOutput.GRID_AREA;
    Optional<CellBounds> found = CellBounds.of(output.logits(), offset);
    GridMap columns = map(frame, frame.width(), frame.scaledWidth());
    GridMap rows = map(frame, frame.height(), frame.scaledHeight());
    if (found.isEmpty()) {
      return MaskPart.nothing(frame.width(), frame.height());
    }
    CellBounds cells = found.get();
    int left = columns.firstReached(cells.left());
    int top = rows.firstReached(cells.top());
    int right = columns.endReached(cells.right());
    int bottom = rows.endReached(cells.bottom());
    if (left >= right || top >= bottom) {
      return MaskPart.nothing(frame.width(), frame.height()); // in the padding only
    }
    Region at = Region.ofCorners(left, top, right, bottom);
    LogitsToMask painter = new LogitsToMask(columns, rows, at);
    painter.paint(output.logits(), offset, cells);
    Mask mask = new Mask(at.width(), at.height(), painter.values);
    return new MaskPart(frame.width(), frame.height(), at, mask);
  }

  private static GridMap map(EncoderFrame frame, int size, int scaled) {
    return frame.geometry() == EncoderGeometry.STRETCH
        ? GridMap.inOneStep(size)
        : GridMap.inTwoSteps(size, scaled, frame.side());
  }

  private void paint(float[] logits, int offset, CellBounds cells) {
    float[] line = new float[GRID];
    int[] starts = rows.starts();
    int last = Math.min(cells.bottom(), GRID - GridMap.TAPS);
    for (int cell = Math.max(0, cells.top() - GridMap.TAPS + 1); cell <= last; cell++) {
      for (int y = starts[cell]; y < starts[cell + 1]; y++) {
        mixRows(logits, offset + cell * GRID, y * GridMap.TAPS, line);
        paintRow(line, cells, (y - at.y()) * at.width() - at.x());
      }
    }
  }

  private void mixRows(float[] logits, int upper, int weight, float[] line) {
    float first = rows.weights()[weight];
    float second = rows.weights()[weight + 1];
    float third = rows.weights()[weight + 2];
    for (int i = 0; i < GRID; i++) {
      int at = upper + i;
      line[i] = first * logits[at] + second * logits[at + GRID] + third * logits[at + 2 * GRID];
    }
  }

  /** {@code row}: where the row's pixel 0 of the picture were in the part. */
  private void paintRow(float[] line, CellBounds cells, int row) {
    int[] starts = columns.starts();
    float[] weights = columns.weights();
    int last = Math.min(cells.right(), GRID - GridMap.TAPS);
    for (int cell = Math.max(0, cells.left() - GridMap.TAPS + 1); cell <= last; cell++) {
      float one = line[cell];
      float two = line[cell + 1];
      float three = line[cell + 2];
      if (one > 0 && two > 0 && three > 0) {
        Arrays.fill(values, row + starts[cell], row + starts[cell + 1], (byte) 255);
      } else if (one > 0 || two > 0 || three > 0) {
        for (int x = starts[cell]; x < starts[cell + 1]; x++) {
          int w = x * GridMap.TAPS;
          if (weights[w] * one + weights[w + 1] * two + weights[w + 2] * three > 0) {
            values[row + x] = (byte) 255;
          }
        }
      }
    }
  }

  /** Selected pixels of the picture, estimated from the grid. */
  public static long estimateArea(DecoderOutput output, int token, EncoderFrame frame) {
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
}
