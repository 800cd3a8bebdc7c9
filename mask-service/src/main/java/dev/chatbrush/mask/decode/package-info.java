/**
 * Clicks and a box become logits, and these a mask. Entry class: {@link
 * dev.chatbrush.mask.decode.MaskDecoder}. May use {@code embedding}, {@code inference}, {@code
 * problem}.
 */
package dev.chatbrush.mask.decode;
