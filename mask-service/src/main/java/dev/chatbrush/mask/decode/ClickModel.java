package dev.chatbrush.mask.decode;

import dev.chatbrush.mask.embedding.Embedding;
import dev.chatbrush.triton.ModelId;

/**
 * What clicks are asked of.
 *
 * @param embedding of the picture
 * @param decoder that belongs to its encoder
 */
public record ClickModel(Embedding embedding, ModelId decoder) {}
