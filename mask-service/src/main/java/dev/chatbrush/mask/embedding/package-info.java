/**
 * Pictures and their embeddings, kept within byte bounds and encoded once. Entry class: {@link
 * dev.chatbrush.mask.embedding.EmbeddingStore}. May use {@code inference}, {@code lane}, {@code
 * problem}, {@code telemetry}.
 */
package dev.chatbrush.mask.embedding;
