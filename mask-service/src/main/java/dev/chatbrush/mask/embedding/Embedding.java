package dev.chatbrush.mask.embedding;

import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.catalogue.SegmentModels;
import java.util.List;

/**
 * What an encoder made of a picture.
 *
 * @param models the pair that it belongs to
 * @param tensors the encoder's outputs, opaque, for the decoder of the pair
 */
public record Embedding(SegmentModels models, EncoderFrame frame, List<Tensor> tensors) {
  public Embedding {
    tensors = List.copyOf(tensors);
  }

  long bytes() {
    return tensors.stream().mapToLong(tensor -> tensor.data().size()).sum();
  }
}
