package dev.chatbrush.mask.embedding;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.mask.problem.MaskProblem;
import dev.chatbrush.triton.InferResponse;
import dev.chatbrush.triton.ModelId;
import dev.chatbrush.triton.Shape;
import dev.chatbrush.triton.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a detector found in a picture.
 *
 * @param picture size of the picture
 * @param millis by part; empty when it was there already
 */
public record Detections(
    ModelId model, PictureSize picture, List<Detection> found, Map<String, Double> millis) {
  private static final int MOST = 10_000;

  public Detections {
    found = List.copyOf(found);
  }

  /**
   * @param seen size of the pixels that the model saw
   * @throws MaskProblem RESULT_INVALID for tensors that do not fit each other, and boxes of no size
   */
  static Detections from(
      InferResponse response,
      ModelId model,
      PictureSize picture,
      PictureSize seen,
      Map<String, Double> millis) {
    float[] scores = response.output("scores").asFp32();
    float[] boxes = response.output("boxes").asFp32();
    List<byte[]> labels = response.output("labels").asBytes();
    if (boxes.length != 4 * scores.length
        || labels.size() != scores.length
        || scores.length > MOST) {
      throw invalid(
          "%d boxes, %d scores and %d labels"
              .formatted(boxes.length / 4, scores.length, labels.size()));
    }
    List<Mask> shapes = shapes(response, scores.length);
    double scaleX = (double) picture.width() / seen.width();
    double scaleY = (double) picture.height() / seen.height();
    List<Detection> found = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      double x0 = clamp(boxes[4 * i] * scaleX, picture.width());
      double y0 = clamp(boxes[4 * i + 1] * scaleY, picture.height());
      double x1 = clamp(boxes[4 * i + 2] * scaleX, picture.width());
      double y1 = clamp(boxes[4 * i + 3] * scaleY, picture.height());
      if (!(scores[i] >= 0 && scores[i] <= 1)) {
        throw invalid("the score %s; expected 0 to 1".formatted(scores[i]));
      }
      if (x1 - x0 >= 1 && y1 - y0 >= 1) {
        String label = new String(labels.get(i), StandardCharsets.UTF_8);
        Optional<Mask> shape = shapes.isEmpty() ? Optional.empty() : Optional.of(shapes.get(i));
        found.add(new Detection(label, scores[i], x0, y0, x1, y1, shape));
      }
    }
    return new Detections(model, picture, found, millis);
  }

  private static List<Mask> shapes(InferResponse response, int count) {
    if (!response.has("masks")) {
      return List.of();
    }
    Tensor masks = response.output("masks");
    Shape shape = masks.shape();
    if (shape.rank() != 3 || shape.dim(0) != count) {
      throw invalid("masks of shape %s for %d boxes".formatted(shape, count));
    }
    int height = (int) shape.dim(1);
    int width = (int) shape.dim(2);
    byte[] values = masks.asUint8();
    List<Mask> shapes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int from = i * height * width;
      shapes.add(new Mask(width, height, Arrays.copyOfRange(values, from, from + height * width)));
    }
    return shapes;
  }

  private static double clamp(double value, int limit) {
    if (Double.isNaN(value)) {
      throw invalid("a box that is none");
    }
    return Math.max(0, Math.min(limit, value));
  }

  Detections with(List<Detection> others) {
    return new Detections(model, picture, others, millis);
  }

  Detections known() {
    return new Detections(model, picture, found, Map.of());
  }

  long bytes() {
    return 256 + found.stream().mapToLong(Detections::bytes).sum();
  }

  private static long bytes(Detection one) {
    return 128 + one.shape().map(shape -> (long) shape.width() * shape.height()).orElse(0L);
  }

  private static MaskProblem invalid(String what) {
    return MaskProblem.of(
        ProblemCode.RESULT_INVALID, "The detector answered with %s.".formatted(what));
  }
}
