package dev.chatbrush.mask.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.testing.FakeBehaviour;
import dev.chatbrush.triton.testing.FakeCall;
import dev.chatbrush.triton.testing.FakeModel;
import dev.chatbrush.triton.testing.FakeTriton;
import java.util.List;

/**
 * An encoder that passes a little on, and a decoder whose masks are squares around the first point:
 * 4 cells to each side for the single answer, 8, 16 and 32 for the others, of which 16 scores best.
 */
final class FakeSegmenter {
  private static final int GRID = 256;
  private static final int[] REACH = {4, 8, 16, 32};

  private final FakeTriton triton;
  private final FakeModel encoder;
  private final FakeModel decoder;

  FakeSegmenter(FakeTriton triton) {
    this.triton = triton;
    this.encoder =
        triton
            .model("sam_encoder")
            .parameter("chatbrush.role", "segment-encoder")
            .parameter("chatbrush.family", "sam")
            .parameter("chatbrush.geometry", "longest-side")
            .parameter("chatbrush.input_side", "1024");
    this.decoder =
        triton
            .model("sam_decoder")
            .parameter("chatbrush.role", "segment-decoder")
            .parameter("chatbrush.family", "sam")
            .parameter("chatbrush.rank", "10")
            .parameter("chatbrush.encoder", "sam_encoder");
    reset();
  }

  void reset() {
    encoder.behaves(
        FakeBehaviour.replying(Tensor.ofFp32("image_embeddings", new float[] {1, 2, 3, 4}, 4)));
    decoder.behaves(FakeSegmenter::squares);
  }

  FakeTriton triton() {
    return triton;
  }

  FakeModel encoder() {
    return encoder;
  }

  FakeModel decoder() {
    return decoder;
  }

  InferRequest lastDecode() {
    return decoder.received().get(decoder.received().size() - 1);
  }

  /** As {@link #squares}, of a model that has a batch axis. */
  static void squaresInBatch(FakeCall call) {
    call.request().inputs().forEach(input -> assertThat(input.shape().dim(0)).isOne());
    call.reply(answer(call).stream().map(Tensor::inBatch).toList());
  }

  static void squares(FakeCall call) {
    call.reply(answer(call));
  }

  private static List<Tensor> answer(FakeCall call) {
    float[] point = call.request().input("point_coords").orElseThrow().asFp32();
    int column = (int) (point[0] / 4);
    int row = (int) (point[1] / 4);
    float[] logits = new float[REACH.length * GRID * GRID];
    for (int i = 0; i < logits.length; i++) {
      int reach = REACH[i / (GRID * GRID)];
      int dx = Math.abs(i % GRID - column);
      int dy = Math.abs(i / GRID % GRID - row);
      logits[i] = dx < reach && dy < reach ? 5 : -5;
    }
    return List.of(
        Tensor.ofFp32("low_res_masks", logits, REACH.length, GRID, GRID),
        Tensor.ofFp32("iou_predictions", new float[] {0.95f, 0.6f, 0.9f, 0.7f}, REACH.length));
  }
}
