package dev.chatbrush.mask.decode;

import java.util.Arrays;

/** Decoder answers made in code. */
public final class DecoderOutputs {
  private static final int GRID = DecoderOutput.GRID;

  private DecoderOutputs() {}

  /** One token a rectangle of cells {left, top, right, bottom}, the last two exclusive. */
  public static DecoderOutput rectangles(float[] scores, int[]... rectangles) {
    float[] logits = new float[scores.length * DecoderOutput.GRID_AREA];
    Arrays.fill(logits, -8);
    for (int token = 0; token < scores.length; token++) {
      int[] r = rectangles[token];
      for (int row = r[1]; row < r[3]; row++) {
        int at = token * DecoderOutput.GRID_AREA + row * GRID;
        Arrays.fill(logits, at + r[0], at + r[2], 8);
      }
    }
    return new DecoderOutput(logits, scores);
  }
}
