package dev.chatbrush.mask.segment;

import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.MaskPart;
import dev.chatbrush.mask.embedding.EncoderFrame;
import java.util.Arrays;
import java.util.Optional;

/**
 * The decoder's logits at the picture's size: bilinear, above 0 is selected. Pixels are visited
 * only where a positive cell has a part in them; elsewhere no mean of cells can be positive.
 * Between two positive cells every mean is positive, so only the pixels at an edge are computed.
 */
final class LogitsToMask {
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

  static MaskPart of(DecoderOutput output, int token, EncoderFrame frame) {
    int offset = token * DecoderOutput.GRID_AREA;
    Optional<CellBounds> found = CellBounds.of(output.logits(), offset);
    GridMap columns = GridMap.of(frame.width(), frame.scaledWidth(), frame.side());
    GridMap rows = GridMap.of(frame.height(), frame.scaledHeight(), frame.side());
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

  private void paint(float[] logits, int offset, CellBounds cells) {
    float[] line = new float[GRID];
    for (int cell = Math.max(0, cells.top() - 1);
        cell <= cells.bottom() && cell < GRID - 1;
        cell++) {
      for (int y = rows.starts()[cell]; y < rows.starts()[cell + 1]; y++) {
        mixRows(logits, offset + cell * GRID, rows.weight()[y], line);
        paintRow(line, cells, (y - at.y()) * at.width() - at.x());
      }
    }
  }

  private static void mixRows(float[] logits, int upper, float weight, float[] line) {
    for (int i = 0; i < GRID; i++) {
      float above = logits[upper + i];
      line[i] = above + (logits[upper + GRID + i] - above) * weight;
    }
  }

  /** {@code row}: where the row's pixel 0 of the picture were in the part. */
  private void paintRow(float[] line, CellBounds cells, int row) {
    int[] starts = columns.starts();
    int last = Math.min(cells.right(), GRID - 2);
    for (int cell = Math.max(0, cells.left() - 1); cell <= last; cell++) {
      float before = line[cell];
      float after = line[cell + 1];
      if (before > 0 && after > 0) {
        Arrays.fill(values, row + starts[cell], row + starts[cell + 1], (byte) 255);
      } else if (before > 0 || after > 0) {
        for (int x = starts[cell]; x < starts[cell + 1]; x++) {
          if (before + (after - before) * columns.weight()[x] > 0) {
            values[row + x] = (byte) 255;
          }
        }
      }
    }
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
}
