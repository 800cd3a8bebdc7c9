/**
 * What a picture file says of itself before any pixel is read: its kind, size, orientation, profile
 * and notes, and what a file may cost at most. Entry classes: {@link
 * dev.chatbrush.imaging.codec.file.FormatSniffer}, {@link
 * dev.chatbrush.imaging.codec.file.ImageHeader} and {@link
 * dev.chatbrush.imaging.codec.file.ImageException}, the base of all refusals. Knows no other
 * package.
 */
package dev.chatbrush.imaging.codec.file;
