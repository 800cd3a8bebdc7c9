/**
 * Picture files to pixels and back. Entry classes: {@link dev.chatbrush.imaging.codec.ImageDecoder}
 * and {@link dev.chatbrush.imaging.codec.ImageEncoder}. Reads PNG, JPEG and WebP and nothing else;
 * looks at the header before it makes room for pixels. {@code file} holds what a file says of
 * itself, {@code notes} writes what it told beside its pixels into another, {@code png} is our own
 * reader and writer of PNG. May use these and the root package only.
 */
package dev.chatbrush.imaging.codec;
