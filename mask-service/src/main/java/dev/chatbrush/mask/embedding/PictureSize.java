package dev.chatbrush.mask.embedding;

/** Width and height of a picture in pixels. */
public record PictureSize(int width, int height) {}
