package dev.chatbrush.gateway.session;

import dev.chatbrush.gateway.api.RandomIds;
import dev.chatbrush.gateway.api.Rehearsal;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.owner.Owner;
import dev.chatbrush.gateway.revision.HistoryStore;
import dev.chatbrush.gateway.revision.Origin;
import dev.chatbrush.gateway.revision.PictureIntake;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageEncoder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** A photo becomes a session, but for its file and its rows. */
@ApplicationScoped
class UploadRehearsal implements Rehearsal {
  private final PictureIntake intake;
  private final HistoryStore store;
  private final SessionViews views;
  private final Database database;
  private final RandomIds ids;
  private final Clock clock;

  UploadRehearsal(
      PictureIntake intake,
      HistoryStore store,
      SessionViews views,
      Database database,
      RandomIds ids,
      Clock clock) {
    this.intake = intake;
    this.store = store;
    this.views = views;
    this.database = database;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public void run() {
    byte[] photo = ImageEncoder.jpeg(RgbImage.filled(640, 480, 90, 120, 150), 0.9);
    PictureIntake.Normalised picture = intake.normalise(photo);
    Instant now = clock.instant();
    SessionId session = new SessionId(ids.next());
    Revision first =
        new Revision(
            1, null, null, 640, 480, BlobId.of(picture.png()), false, null, null, null, now);
    database.rehearse(
        handle -> {
          Origin origin = new Origin(picture.format(), null);
          store.create(
              handle, session, Owner.LOCAL, DisplayName.clean("photo.jpg"), now, origin, first);
          views.get(handle, session);
        });
  }
}
