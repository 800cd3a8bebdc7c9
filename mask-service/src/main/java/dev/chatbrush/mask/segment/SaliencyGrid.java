package dev.chatbrush.mask.segment;

import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.mask.decode.DecoderOutput;
import dev.chatbrush.mask.embedding.EncoderFrame;
import dev.chatbrush.mask.embedding.Saliency;

/**
 * One object of a saliency map on the decoder's grid, as if the decoder had answered with it.
 *
 * @param cells float32 [GRID, GRID]; above 0 is inside
 */
record SaliencyGrid(float[] cells) {
  private static final int GRID = DecoderOutput.GRID;

  /** Inside from here on, of a saliency of 0 to 1. */
  static final float THRESHOLD = 0.5f;

  /**
   * @param object the pixels of the map that belong to the object; elsewhere nothing is inside
   */
  static SaliencyGrid of(Saliency saliency, Mask object, EncoderFrame frame) {
    float[] cells = new float[DecoderOutput.GRID_AREA];
    double columnStep = (double) frame.side() / GRID * saliency.side() / frame.scaledWidth();
    double rowStep = (double) frame.side() / GRID * saliency.side() / frame.scaledHeight();
    for (int row = 0; row < GRID; row++) {
      int y = (int) ((row + 0.5) * rowStep);
      for (int column = 0; column < GRID; column++) {
        int x = (int) ((column + 0.5) * columnStep);
        boolean inside = x < saliency.side() && y < saliency.side() && object.selected(x, y);
        cells[row * GRID + column] =
            inside ? saliency.values()[y * saliency.side() + x] - THRESHOLD : -THRESHOLD;
      }
    }
    return new SaliencyGrid(cells);
  }

  /** Intersection over union with one of the decoder's masks, 0 to 1. */
  double overlap(DecoderOutput output, int token) {
    int offset = token * DecoderOutput.GRID_AREA;
    int common = 0;
    int either = 0;
    for (int i = 0; i < DecoderOutput.GRID_AREA; i++) {
      boolean one = cells[i] > 0;
      boolean other = output.logits()[offset + i] > 0;
      common += one && other ? 1 : 0;
      either += one || other ? 1 : 0;
    }
    return either == 0 ? 0 : (double) common / either;
  }
}
