package dev.chatbrush.gateway.download;

import dev.chatbrush.gateway.revision.Origin;
import dev.chatbrush.gateway.revision.ReducedPictures;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.revision.RevisionConfig;
import dev.chatbrush.gateway.storage.BlobStore;
import dev.chatbrush.gateway.storage.PictureDamagedException;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.codec.KeptNotes;
import dev.chatbrush.imaging.codec.file.FileNotes;
import dev.chatbrush.imaging.codec.file.ImageFormat;
import dev.chatbrush.imaging.codec.notes.NotesWriter;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Makes files of revisions. */
@ApplicationScoped
public class Downloads {
  private static final Logger LOG = Logger.getLogger(Downloads.class);

  private final ReducedPictures pictures;
  private final BlobStore blobs;
  private final double quality;

  public Downloads(ReducedPictures pictures, BlobStore blobs, RevisionConfig config) {
    this.pictures = pictures;
    this.blobs = blobs;
    this.quality = config.quality();
  }

  /**
   * How somebody wants a file.
   *
   * @param percent the quality of JPEG and WebP, 1 to 100; null where nobody chose one
   * @param ground {@code 0xRRGGBB} behind what is see-through, in a format that knows no opacity
   */
  record Wish(ImageFormat format, Integer percent, int ground, Metadata metadata) {}

  /**
   * The revision's picture as a file.
   *
   * @param origin of its session
   */
  byte[] file(Revision revision, Origin origin, Wish wish) {
    FileNotes notes = notes(revision, origin, wish.metadata());
    if (wish.format() == ImageFormat.PNG && notes.profile() == null) {
      return NotesWriter.write(blobs.get(revision.image()), notes);
    }
    double chosen = wish.percent() == null ? quality : wish.percent() / 100.0;
    return pictures.scaled(
        revision.image(),
        Integer.MAX_VALUE,
        image -> ImageEncoder.encode(laid(image, wish), wish.format(), chosen, notes));
  }

  private static RgbImage laid(RgbImage image, Wish wish) {
    return wish.format() == ImageFormat.JPEG ? image.on(wish.ground()) : image;
  }

  private FileNotes notes(Revision revision, Origin origin, Metadata metadata) {
    if (metadata == Metadata.NONE || origin.notes() == null) {
      return FileNotes.NONE;
    }
    try {
      FileNotes kept = KeptNotes.unpack(blobs.get(origin.notes()));
      boolean place = metadata == Metadata.ALL;
      return KeptNotes.forPicture(kept, revision.width(), revision.height(), place);
    } catch (PictureDamagedException e) {
      // Nobody goes without a picture because its file's notes are lost.
      LOG.warnf("a download goes without its notes: %s", e.getMessage());
      return FileNotes.NONE;
    }
  }
}
