package dev.chatbrush.imaging.codec.notes;

import dev.chatbrush.imaging.codec.file.FileNotes;
import dev.chatbrush.imaging.codec.file.FormatSniffer;

/**
 * Puts notes into files that our encoders wrote, which have none. The pixels stay as they are, byte
 * by byte. Stateless; safe for use by many threads.
 */
public final class NotesWriter {
  private NotesWriter() {}

  /**
   * The file with the notes in it.
   *
   * @param notes what its format has no place for is left out; EXIF is that of {@link ExifBlock}
   */
  public static byte[] write(byte[] file, FileNotes notes) {
    if (notes.isEmpty()) {
      return file;
    }
    return switch (FormatSniffer.formatOf(file)) {
      case PNG -> PngNotesWriter.write(file, notes);
      case JPEG -> JpegNotesWriter.write(file, notes);
      case WEBP -> WebpNotesWriter.write(file, notes);
    };
  }
}
