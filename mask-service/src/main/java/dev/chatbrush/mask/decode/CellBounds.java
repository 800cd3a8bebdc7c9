package dev.chatbrush.mask.decode;

import dev.chatbrush.mask.embedding.EncoderFrame;
import java.util.Optional;

/**
 * The cells of a decoder's mask that are above 0, by their outermost columns and rows, inclusive.
 */
public record CellBounds(int left, int top, int right, int bottom) {
  private static final int GRID = DecoderOutput.GRID;

  /**
   * @param offset of the mask in {@code logits}
   */
  public static Optional<CellBounds> of(float[] logits, int offset) {
    int left = GRID;
    int top = GRID;
    int right = -1;
    int bottom = -1;
    for (int row = 0; row < GRID; row++) {
      int from = offset + row * GRID;
      int first = 0;
      while (first < GRID && !(logits[from + first] > 0)) {
        first++;
      }
      if (first < GRID) {
        int last = GRID - 1;
        while (!(logits[from + last] > 0)) {
          last--;
        }
        left = Math.min(left, first);
        right = Math.max(right, last);
        top = Math.min(top, row);
        bottom = row;
      }
    }
    return right < 0 ? Optional.empty() : Optional.of(new CellBounds(left, top, right, bottom));
  }

  /** In pixels of the picture; it may reach into the padding beyond it. */
  public PromptBox inPicture(EncoderFrame frame) {
    double cell = (double) frame.side() / GRID;
    return new PromptBox(
        left * cell / frame.scaleX(),
        top * cell / frame.scaleY(),
        (right + 1) * cell / frame.scaleX(),
        (bottom + 1) * cell / frame.scaleY());
  }
}
