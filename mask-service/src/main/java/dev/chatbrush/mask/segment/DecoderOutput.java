package dev.chatbrush.mask.segment;

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
record DecoderOutput(float[] logits, float[] scores) {
  /** Side of the decoder's masks. */
  static final int GRID = 256;

  static final int GRID_AREA = GRID * GRID;

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

  int tokens() {
    return scores.length;
  }

  /** float32 [GRID, GRID] of one token. */
  float[] mask(int token) {
    return Arrays.copyOfRange(logits, token * GRID_AREA, (token + 1) * GRID_AREA);
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
