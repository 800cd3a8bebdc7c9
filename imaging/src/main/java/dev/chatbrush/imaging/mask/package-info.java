/**
 * Masks: which pixels are meant. Entry class: {@link dev.chatbrush.imaging.mask.Mask}; {@code
 * MaskOps} changes them, {@code Rle} and {@code MaskPng} carry them. May use the root package and
 * {@code codec}.
 */
package dev.chatbrush.imaging.mask;
