package dev.chatbrush.mask.embedding;

import dev.chatbrush.imaging.Luma;
import dev.chatbrush.triton.ModelId;
import dev.chatbrush.triton.SharedPlace;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.shared.SharedRegion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an encoder made of a picture. The decoder of its pair is chosen anew for each click, so that
 * a newer version of it is used at once.
 */
public final class Embedding {
  private final ModelId encoder;
  private final EncoderFrame frame;
  private final Luma view;
  private final List<KeptTensor> kept;

  /**
   * @param encoder model and version that made it
   * @param view of the picture, no larger than the encoder's input
   * @param outputs of the encoder, opaque
   * @param half whether FP32 may be kept as FP16
   */
  public Embedding(
      ModelId encoder, EncoderFrame frame, Luma view, List<Tensor> outputs, boolean half) {
    this.encoder = encoder;
    this.frame = frame;
    this.view = view;
    this.kept = outputs.stream().map(output -> KeptTensor.of(output, half)).toList();
  }

  public ModelId encoder() {
    return encoder;
  }

  public EncoderFrame frame() {
    return frame;
  }

  /** For what is too thin to be in the encoder's answer. */
  public Luma view() {
    return view;
  }

  /** The encoder's outputs, names and types as it gave them, for the decoder of its pair. */
  public List<Tensor> tensors() {
    return kept.stream().map(KeptTensor::sent).toList();
  }

  /** How many bytes {@link #tensors} have. */
  int sentBytes() {
    return kept.stream().mapToInt(KeptTensor::sentBytes).sum();
  }

  /**
   * Writes all tensors into shared memory, one behind the other from {@code offset} on.
   *
   * @return each with its place, in the order of {@link #tensors}
   */
  Map<Tensor, SharedPlace> writeTo(SharedRegion region, int offset) {
    Map<Tensor, SharedPlace> written = new LinkedHashMap<>();
    int at = offset;
    for (KeptTensor one : kept) {
      one.writeTo(region.slice(at, one.sentBytes()));
      Tensor tensor = region.tensor(one.tensor().name(), one.sentType(), one.tensor().shape(), at);
      written.put(tensor, region.place(tensor, at));
      at += one.sentBytes();
    }
    return written;
  }

  long bytes() {
    return view.values().length + kept.stream().mapToLong(KeptTensor::bytes).sum();
  }
}
