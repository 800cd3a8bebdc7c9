package dev.chatbrush.gateway.download;

import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.HistoryService;
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

  private final HistoryService histories;
  private final ReducedPictures pictures;
  private final BlobStore blobs;
  private final Json json;
  private final double quality;

  public Downloads(
      HistoryService histories,
      ReducedPictures pictures,
      BlobStore blobs,
      Json json,
      RevisionConfig config) {
    this.histories = histories;
    this.pictures = pictures;
    this.blobs = blobs;
    this.json = json;
    this.quality = config.quality();
  }

  /**
   * How somebody wants a file.
   *
   * @param percent the quality of JPEG and WebP, 1 to 100; null where nobody chose one
   * @param ground {@code 0xRRGGBB} behind what is see-through, in a format that knows no opacity
   * @param recipe whether the file tells how it was made
   */
  record Wish(ImageFormat format, Integer percent, int ground, Metadata metadata, boolean recipe) {}

  /** A file and the name that is proposed for it. */
  public record NamedFile(String name, byte[] content) {}

  /** The head as somebody gets it who wishes for nothing. Fails with SESSION_NOT_FOUND. */
  public NamedFile usual(SessionId session) {
    History history = histories.get(session);
    Origin origin = histories.origin(session);
    ImageFormat format = usualFormat(history.head(), origin);
    Wish wish = new Wish(format, null, RgbImage.WHITE, Metadata.NO_PLACE, false);
    return new NamedFile(
        DownloadName.full(history.name(), history.headNumber(), format),
        file(history, history.head(), origin, wish));
  }

  /** Nobody loses transparency unasked. */
  static ImageFormat usualFormat(Revision shown, Origin origin) {
    return shown.seeThrough() && origin.format() == ImageFormat.JPEG
        ? ImageFormat.PNG
        : origin.format();
  }

  /**
   * The picture of a revision of {@code history} as a file.
   *
   * @param origin of its session
   */
  byte[] file(History history, Revision revision, Origin origin, Wish wish) {
    FileNotes kept = notes(revision, origin, wish.metadata());
    FileNotes notes =
        wish.recipe()
            ? RecipePacket.of(history, revision, json).map(kept::withXmp).orElse(kept)
            : kept;
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
