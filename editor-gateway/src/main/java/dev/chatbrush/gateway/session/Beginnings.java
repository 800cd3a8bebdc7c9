package dev.chatbrush.gateway.session;

import dev.chatbrush.calls.CallOwner;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.owner.Begun;
import dev.chatbrush.gateway.owner.SessionAccess;
import dev.chatbrush.gateway.revision.HistoryStore;
import dev.chatbrush.gateway.revision.Origin;
import dev.chatbrush.gateway.revision.PictureIntake;
import dev.chatbrush.gateway.revision.PictureView;
import dev.chatbrush.gateway.revision.ReducedPictures;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.selection.Preparer;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.BlobStore;
import dev.chatbrush.gateway.storage.Transaction;
import io.grpc.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;

/** Begins sessions with a picture file. */
@ApplicationScoped
public class Beginnings {
  private final PictureIntake intake;
  private final ReducedPictures reduced;
  private final BlobStore blobs;
  private final HistoryStore store;
  private final Preparer preparer;
  private final SessionAccess access;
  private final Clock clock;

  public Beginnings(
      PictureIntake intake,
      ReducedPictures reduced,
      BlobStore blobs,
      HistoryStore store,
      Preparer preparer,
      SessionAccess access,
      Clock clock) {
    this.intake = intake;
    this.reduced = reduced;
    this.blobs = blobs;
    this.store = store;
    this.preparer = preparer;
    this.access = access;
    this.clock = clock;
  }

  /**
   * Reads and stores the picture, and gives what makes the session of it. The picture is stored
   * before its row, so that a row never names one that is not there.
   */
  Function<Transaction, SessionId> prepare(String fileName, byte[] file) {
    return prepare(access.begin(), fileName, file);
  }

  /** As {@link #prepare(String, byte[])} for who is not asking just now. */
  public Function<Transaction, SessionId> prepare(Begun begun, String fileName, byte[] file) {
    PictureIntake.Normalised picture = intake.normalise(file);
    BlobId image = blobs.put(picture.png());
    Origin origin = new Origin(picture.format(), picture.notes().map(blobs::put).orElse(null));
    reduced.keep(image, picture.reduced());
    PictureView view = picture.reduced().view();
    Instant now = clock.instant();
    Revision first =
        new Revision(
            1,
            null,
            null,
            view.width(),
            view.height(),
            image,
            picture.seeThrough(),
            null,
            null,
            null,
            now);
    String name = DisplayName.clean(fileName);
    return transaction -> {
      store.create(transaction.handle(), begun.session(), begun.owner(), name, now, origin, first);
      Context asking = CallOwner.in(Context.current(), begun.owner().pseudonym());
      transaction.afterCommit(asking.wrap(() -> preparer.prepare(image)));
      return begun.session();
    };
  }
}
