package dev.chatbrush.imaging.codec;

import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.file.Density;
import dev.chatbrush.imaging.codec.file.FileNotes;
import dev.chatbrush.imaging.codec.notes.ExifBlock;
import dev.chatbrush.imaging.codec.notes.NotesWriter;

/**
 * What is kept of a file beside its pixels, from its opening to a download: the moment and the
 * camera, the place, the profile, how large it wants to be printed.
 */
public final class KeptNotes {
  private KeptNotes() {}

  /**
   * What can be kept of a file: EXIF without what a change makes untrue, a profile only where
   * pixels can be given in it.
   *
   * @param file one that {@link ImageDecoder} takes
   */
  public static FileNotes of(byte[] file) {
    FileNotes notes = ImageDecoder.readNotes(file);
    Density density =
        notes.density() == null ? ExifBlock.density(notes.exif()).orElse(null) : notes.density();
    boolean usable =
        notes.profile() != null
            && ColorProfiles.fromSrgb(RgbImage.filled(1, 1, 0, 0, 0), notes.profile()).isPresent();
    byte[] exif = ExifBlock.rewritten(notes.exif(), 1, 1, true).orElse(null);
    return new FileNotes(exif, usable ? notes.profile() : null, density);
  }

  /**
   * The notes for a picture of that size.
   *
   * @param place whether where it was taken may stay
   */
  public static FileNotes forPicture(FileNotes notes, int width, int height, boolean place) {
    byte[] exif = ExifBlock.rewritten(notes.exif(), width, height, place).orElse(null);
    return new FileNotes(exif, notes.profile(), notes.density());
  }

  /** As bytes to store: a PNG of one pixel. */
  public static byte[] pack(FileNotes notes) {
    return NotesWriter.write(ImageEncoder.png(RgbImage.filled(1, 1, 0, 0, 0)), notes);
  }

  /** What {@link #pack} made bytes of. */
  public static FileNotes unpack(byte[] packed) {
    return ImageDecoder.readNotes(packed);
  }
}
