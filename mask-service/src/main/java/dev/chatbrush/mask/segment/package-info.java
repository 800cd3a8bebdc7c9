/**
 * A selection becomes a mask. Entry class: {@link dev.chatbrush.mask.segment.Segmenter}. May use
 * every neighbour but {@code api}.
 */
package dev.chatbrush.mask.segment;
