/**
 * What a picture file tells beside its pixels, written into another file: EXIF, a colour profile
 * and how large the picture wants to be printed. Entry classes: {@link
 * dev.chatbrush.imaging.codec.notes.NotesWriter} and {@link
 * dev.chatbrush.imaging.codec.notes.ExifBlock}. Knows {@code file} alone.
 */
package dev.chatbrush.imaging.codec.notes;
