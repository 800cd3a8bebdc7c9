package dev.chatbrush.mask.embedding;

import dev.chatbrush.triton.ModelId;
import dev.chatbrush.triton.Tensor;
import java.util.List;

/**
 * What an encoder made of a picture. The decoder of its pair is chosen anew for each click, so that
 * a newer version of it is used at once.
 */
public final class Embedding {
  private final ModelId encoder;
  private final EncoderFrame frame;
  private final List<KeptTensor> kept;

  /**
   * @param encoder model and version that made it
   * @param outputs of the encoder, opaque
   * @param half whether FP32 may be kept as FP16
   */
  public Embedding(ModelId encoder, EncoderFrame frame, List<Tensor> outputs, boolean half) {
    this.encoder = encoder;
    this.frame = frame;
    this.kept = outputs.stream().map(output -> KeptTensor.of(output, half)).toList();
  }

  public ModelId encoder() {
    return encoder;
  }

  public EncoderFrame frame() {
    return frame;
  }

  /** The encoder's outputs, names and types as it gave them, for the decoder of its pair. */
  public List<Tensor> tensors() {
    return kept.stream().map(KeptTensor::sent).toList();
  }

  long bytes() {
    return kept.stream().mapToLong(KeptTensor::bytes).sum();
  }
}
