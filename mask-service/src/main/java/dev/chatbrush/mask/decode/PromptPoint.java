package dev.chatbrush.mask.decode;

/** A click, in pixels of the picture; the centre of the first pixel is (0.5, 0.5). */
public record PromptPoint(double x, double y, boolean exclude) {}
