/**
 * Pictures and what networks make of each, kept within byte bounds and made once. Entry classes:
 * {@link dev.chatbrush.mask.embedding.EmbeddingStore} and {@link
 * dev.chatbrush.mask.embedding.SaliencyStore}. May use {@code inference}, {@code lane}, {@code
 * problem}, {@code telemetry}.
 */
package dev.chatbrush.mask.embedding;
