package dev.chatbrush.triton.catalogue;

import dev.chatbrush.triton.ModelId;

/**
 * A model that reads sentences: {@code text} BYTES [N] to {@code embedding} FP32 [N, D], each of
 * unit length, near each other where they mean the same.
 *
 * @param family models of one family give the same vectors
 * @param rank the higher, the better
 */
public record SentenceModel(ModelId id, String family, int rank) {
  static SentenceModel from(ModelId id, Settings settings) {
    return new SentenceModel(
        id, settings.text("chatbrush.family", id.name()), settings.number("chatbrush.rank", 0));
  }
}
