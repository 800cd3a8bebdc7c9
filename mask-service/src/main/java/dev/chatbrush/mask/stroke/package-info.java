/**
 * Strokes become pixels. Entry class: {@link dev.chatbrush.mask.stroke.StrokePainter}. Uses no
 * neighbour.
 */
package dev.chatbrush.mask.stroke;
