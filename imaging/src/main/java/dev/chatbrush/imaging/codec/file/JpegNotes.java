package dev.chatbrush.imaging.codec.file;

import java.io.ByteArrayOutputStream;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects what a JPEG file's segments for programs tell. Source: JFIF 1.02; Exif 2.3, section 4.7;
 * ICC.1:2010, annex B.4.
 */
final class JpegNotes {
  private static final String EXIF = "Exif\0\0";
  private static final String PROFILE = "ICC_PROFILE\0";

  private final byte[] file;
  private final ByteReader reader;
  private final SortedMap<Integer, Span> profile = new TreeMap<>();
  private int profileParts;
  private Span exif;
  private Density density;

  JpegNotes(byte[] file) {
    this.file = file;
    this.reader = new ByteReader(file);
  }

  static boolean isJfif(ByteReader reader, int marker, Span content) {
    return marker == 0xe0 && content.length() >= 14 && reader.startsWith(content.from(), "JFIF\0");
  }

  void read(int marker, Span content) {
    int at = content.from();
    if (isJfif(reader, marker, content)) {
      density = density(at);
    } else if (marker == 0xe1 && exif == null && begins(content, EXIF)) {
      exif = behind(content, EXIF.length());
    } else if (marker == 0xe2 && content.length() > 14 && begins(content, PROFILE)) {
      profileParts = reader.unsigned8(at + 13);
      profile.putIfAbsent(reader.unsigned8(at + 12), behind(content, 14));
    }
  }

  private boolean begins(Span content, String text) {
    return content.length() >= text.length() && reader.startsWith(content.from(), text);
  }

  private static Span behind(Span content, int count) {
    return new Span(content.from() + count, content.length() - count);
  }

  private Density density(int at) {
    int x = reader.unsigned16(at + 8);
    int y = reader.unsigned16(at + 10);
    return switch (reader.unsigned8(at + 7)) {
      case 1 -> Density.ofInches(x, y).orElse(null);
      case 2 -> Density.ofMetres(x * 100.0, y * 100.0).orElse(null);
      default -> null;
    };
  }

  int orientation() {
    return exif == null
        ? ExifOrientation.UPRIGHT
        : ExifOrientation.read(reader, exif.from(), exif.length());
  }

  FileNotes read() {
    return new FileNotes(exif == null ? null : exif.of(file), profile(), density);
  }

  /** All parts in their order; null where one is missing. */
  private byte[] profile() {
    if (profile.isEmpty() || profile.size() != profileParts || profile.firstKey() != 1) {
      return null;
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    profile.values().forEach(part -> whole.write(file, part.from(), part.length()));
    return whole.toByteArray();
  }
}
