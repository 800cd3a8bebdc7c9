package dev.chatbrush.imaging.codec.file;

/**
 * What a picture file tells beside its pixels.
 *
 * @param exif the TIFF block of EXIF as it stands in the file, or null
 * @param profile the ICC profile, or null
 * @param density or null
 * @param xmp a packet in UTF-8 to be written, or null; those of files are not read
 */
public record FileNotes(byte[] exif, byte[] profile, Density density, byte[] xmp) {
  public static final FileNotes NONE = new FileNotes(null, null, null);

  public FileNotes(byte[] exif, byte[] profile, Density density) {
    this(exif, profile, density, null);
  }

  public boolean isEmpty() {
    return exif == null && profile == null && density == null && xmp == null;
  }

  public FileNotes withProfile(byte[] other) {
    return new FileNotes(exif, other, density, xmp);
  }

  public FileNotes withXmp(byte[] packet) {
    return new FileNotes(exif, profile, density, packet);
  }
}
