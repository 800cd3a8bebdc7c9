/**
 * Picture files to pixels and back. Entry classes: {@link dev.chatbrush.imaging.codec.ImageDecoder}
 * and {@link dev.chatbrush.imaging.codec.ImageEncoder}. Reads PNG, JPEG and WebP and nothing else;
 * looks at the header before it makes room for pixels. May use the root package only.
 */
package dev.chatbrush.imaging.codec;
