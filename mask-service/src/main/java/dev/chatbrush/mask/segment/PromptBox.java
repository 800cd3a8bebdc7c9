package dev.chatbrush.mask.segment;

/** A box, in pixels of the picture: corners left top and right bottom. */
public record PromptBox(double x0, double y0, double x1, double y1) {}
