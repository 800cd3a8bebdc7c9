package dev.chatbrush.triton.catalogue;

import dev.chatbrush.triton.ModelId;

/**
 * A pair of models that turns clicks into masks.
 *
 * @param encoder picture to features, once a picture
 * @param decoder features and clicks to masks
 * @param geometry how the picture becomes the encoder's input
 * @param inputSide side of the encoder's square input, pixels
 * @param rank the higher, the better
 * @param family models of one family share weights or method
 */
public record SegmentModels(
    ModelId encoder,
    ModelId decoder,
    EncoderGeometry geometry,
    int inputSide,
    int rank,
    String family) {

  static SegmentModels from(
      ModelId encoder, Settings encoderSettings, ModelId decoder, Settings decoderSettings) {
    return new SegmentModels(
        encoder,
        decoder,
        encoderSettings.choice("chatbrush.geometry", EncoderGeometry.class),
        encoderSettings.number("chatbrush.input_side", 1024),
        decoderSettings.number("chatbrush.rank", encoderSettings.number("chatbrush.rank", 0)),
        decoderSettings.text("chatbrush.family", encoder.name()));
  }
}
