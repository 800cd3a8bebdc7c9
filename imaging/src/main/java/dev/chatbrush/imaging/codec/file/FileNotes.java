package dev.chatbrush.imaging.codec.file;

/**
 * What a picture file tells beside its pixels.
 *
 * @param exif the TIFF block of EXIF as it stands in the file, or null
 * @param profile the ICC profile, or null
 * @param density or null
 */
public record FileNotes(byte[] exif, byte[] profile, Density density) {
  public static final FileNotes NONE = new FileNotes(null, null, null);

  public boolean isEmpty() {
    return exif == null && profile == null && density == null;
  }
}
