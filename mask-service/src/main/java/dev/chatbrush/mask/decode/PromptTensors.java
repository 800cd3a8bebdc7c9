package dev.chatbrush.mask.decode;

import dev.chatbrush.mask.embedding.EncoderFrame;
import dev.chatbrush.triton.Tensor;
import java.util.Optional;

/**
 * A prompt as the decoder takes it: points in encoder pixels. The graph adds half a pixel to each,
 * so half is taken off here. Source: segment-anything, SamOnnxModel and PromptEncoder.
 *
 * @param coords float32 [n, 2]
 * @param labels float32 [n]: 0 exclude, 1 include, 2 and 3 box corners, -1 padding
 */
record PromptTensors(float[] coords, float[] labels) {
  private static final float HALF_PIXEL = 0.5f;

  static PromptTensors of(Prompt prompt, EncoderFrame frame) {
    int count = prompt.points().size() + (prompt.box().isPresent() ? 2 : 1);
    PromptTensors tensors = new PromptTensors(new float[count * 2], new float[count]);
    int at = 0;
    for (PromptPoint point : prompt.points()) {
      tensors.set(at++, point.x(), point.y(), point.exclude() ? 0 : 1, frame);
    }
    Optional<PromptBox> box = prompt.box();
    if (box.isPresent()) {
      tensors.set(at++, box.get().x0(), box.get().y0(), 2, frame);
      tensors.set(at, box.get().x1(), box.get().y1(), 3, frame);
    } else {
      tensors.labels[at] = -1; // padding, at (0, 0)
    }
    return tensors;
  }

  private void set(int at, double x, double y, float label, EncoderFrame frame) {
    coords[2 * at] = (float) (x * frame.scaleX()) - HALF_PIXEL;
    coords[2 * at + 1] = (float) (y * frame.scaleY()) - HALF_PIXEL;
    labels[at] = label;
  }

  /** Points as the decoder gets them, padding counted. */
  int count() {
    return labels.length;
  }

  Tensor coordsTensor() {
    return Tensor.ofFp32("point_coords", coords, count(), 2);
  }

  Tensor labelsTensor() {
    return Tensor.ofFp32("point_labels", labels, count());
  }
}
