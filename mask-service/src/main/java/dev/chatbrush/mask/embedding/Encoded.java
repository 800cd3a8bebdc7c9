package dev.chatbrush.mask.embedding;

import java.util.Map;

/**
 * An embedding and what it took.
 *
 * @param millis by part (decode, resize, encode); empty when the embedding was there already
 */
public record Encoded(Embedding embedding, Map<String, Double> millis) {}
