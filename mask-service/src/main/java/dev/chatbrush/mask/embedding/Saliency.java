package dev.chatbrush.mask.embedding;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.mask.problem.MaskProblem;
import dev.chatbrush.triton.InferResponse;
import dev.chatbrush.triton.ModelId;
import dev.chatbrush.triton.Shape;
import dev.chatbrush.triton.Tensor;
import java.util.Map;
import java.util.Optional;

/**
 * How much each place of a picture stands out.
 *
 * @param model that says so
 * @param picture size of the picture
 * @param values float32 [side, side], 0 to 1, stretched over the whole picture
 * @param cutOut where the picture's own opacity says so and no model was asked
 * @param millis by part; empty when it was there already
 */
public record Saliency(
    ModelId model,
    PictureSize picture,
    int side,
    float[] values,
    Optional<CutOut> cutOut,
    Map<String, Double> millis) {
  private static final ModelId OPACITY = new ModelId("opacity", "");

  /**
   * @throws MaskProblem RESULT_INVALID for a wrong shape and values beyond 0 to 1
   */
  static Saliency from(
      InferResponse response,
      ModelId model,
      PictureSize picture,
      int side,
      Map<String, Double> millis) {
    Tensor map = response.output("saliency");
    if (!map.shape().equals(Shape.of(side, side))) {
      throw invalid("a map of shape %s; expected [%d,%d]".formatted(map.shape(), side, side));
    }
    float[] values = map.asFp32();
    for (float value : values) {
      if (!(value >= 0 && value <= 1)) {
        throw invalid("the value %s; expected 0 to 1".formatted(value));
      }
    }
    return new Saliency(model, picture, side, values, Optional.empty(), millis);
  }

  static Saliency of(CutOut cutOut, PictureSize picture, Map<String, Double> millis) {
    return new Saliency(OPACITY, picture, 0, new float[0], Optional.of(cutOut), millis);
  }

  Saliency known() {
    return new Saliency(model, picture, side, values, cutOut, Map.of());
  }

  long bytes() {
    long opacities = cutOut.map(one -> one.opacities().length).orElse(0);
    return (long) values.length * Float.BYTES + opacities;
  }

  private static MaskProblem invalid(String what) {
    return MaskProblem.of(
        ProblemCode.RESULT_INVALID, "The saliency model answered with %s.".formatted(what), null);
  }
}
