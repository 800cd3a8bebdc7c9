package dev.chatbrush.triton.catalogue;

import dev.chatbrush.triton.ModelId;

/**
 * A model that finds what stands out in a picture: {@code image} UINT8 [side, side, 3], stretched,
 * to {@code saliency} FP32 [side, side], 0 to 1.
 *
 * @param inputSide side of its square input, pixels
 * @param rank the higher, the better
 */
public record SaliencyModel(ModelId id, int inputSide, int rank) {
  static SaliencyModel from(ModelId id, Settings settings) {
    return new SaliencyModel(
        id, settings.number("chatbrush.input_side", 320), settings.number("chatbrush.rank", 0));
  }
}
