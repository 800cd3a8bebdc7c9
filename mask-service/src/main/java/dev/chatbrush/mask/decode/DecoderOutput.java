package dev.chatbrush.mask.decode;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.mask.problem.MaskProblem;
import dev.chatbrush.triton.InferResponse;
import dev.chatbrush.triton.Shape;
import dev.chatbrush.triton.Tensor;
import java.util.Arrays;

/**
 * What the decoder answered.
 *
 * @param logits float32 [tokens, GRID, GRID]; above 0 is inside
 * @param scores float32 [tokens], its own estimate of each mask's IoU
 */
public record DecoderOutput(float[] logits, float[] scores) {
  /** Side of the decoder's masks. */
  public static final int GRID = 256;

  public static final int GRID_AREA = GRID * GRID;

  /**
   * @throws MaskProblem RESULT_INVALID for wrong shapes and values that are no numbers
   */
  static DecoderOutput from(InferResponse response) {
    Tensor masks = response.output("low_res_masks");
    float[] scores = response.output("iou_predictions").asFp32();
    Shape expected = Shape.of(scores.length, GRID, GRID);
    if (scores.length == 0 || !masks.shape().equals(expected)) {
      throw invalid(
          "masks of shape %s for %d scores; expected %s"
              .formatted(masks.shape(), scores.length, expected));
    }
    float[] logits = masks.asFp32();
    requireNumbers(logits);
    requireNumbers(scores);
    return new DecoderOutput(logits, scores);
  }

  public int tokens() {
    return scores.length;
  }

  /** float32 [GRID, GRID] of one token. */
  public float[] mask(int token) {
    return Arrays.copyOfRange(logits, token * GRID_AREA, (token + 1) * GRID_AREA);
  }

  /** The same answer with what the token has and the other mask has, or has not, in its place. */
  public DecoderOutput joined(int token, float[] other, boolean take) {
    float[] changed = logits.clone();
    for (int i = 0; i < GRID_AREA; i++) {
      int at = token * GRID_AREA + i;
      changed[at] = take ? Math.min(changed[at], -other[i]) : Math.max(changed[at], other[i]);
    }
    return new DecoderOutput(changed, scores);
  }

  private static void requireNumbers(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw invalid("the value " + value);
      }
    }
  }

  private static MaskProblem invalid(String what) {
    return MaskProblem.of(
        ProblemCode.RESULT_INVALID,
        "The segmentation model answered with %s.".formatted(what),
        null);
  }
}
