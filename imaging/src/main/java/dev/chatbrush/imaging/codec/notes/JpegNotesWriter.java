package dev.chatbrush.imaging.codec.notes;

import dev.chatbrush.imaging.codec.file.ByteReader;
import dev.chatbrush.imaging.codec.file.FileNotes;
import dev.chatbrush.imaging.codec.file.JpegSegments;
import java.io.ByteArrayOutputStream;

/** Notes in a JPEG file: JFIF's density, EXIF, XMP, the profile, in this order. */
final class JpegNotesWriter {
  private static final int START = 2;
  private static final int MARKER = 2;

  private JpegNotesWriter() {}

  static byte[] write(byte[] file, FileNotes notes) {
    ByteReader reader = new ByteReader(file);
    boolean jfif = reader.unsigned16(START) == 0xffe0;
    int rest = jfif ? START + MARKER + reader.unsigned16(START + MARKER) : START;
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + JpegSegments.ROOM);
    out.write(file, 0, START);
    JpegSegments segments = new JpegSegments(out);
    if (jfif || notes.density() != null) {
      segments.jfif(notes.density());
    }
    if (notes.exif() != null) {
      segments.exif(notes.exif());
    }
    if (notes.xmp() != null) {
      segments.xmp(notes.xmp());
    }
    if (notes.profile() != null) {
      segments.profile(notes.profile());
    }
    out.write(file, rest, file.length - rest);
    return out.toByteArray();
  }
}
