package dev.chatbrush.gateway.reference;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.revision.HistoryService;
import dev.chatbrush.gateway.revision.PictureIntake;
import dev.chatbrush.gateway.revision.PictureView;
import dev.chatbrush.gateway.revision.ReducedPictures;
import dev.chatbrush.gateway.revision.SessionVersions;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.BlobStore;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.write.Write;
import dev.chatbrush.gateway.write.Writes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Takes pictures for edits to look at, as sessions take theirs, and finds them by their hashes. */
@ApplicationScoped
public class ReferenceService {
  private final PictureIntake intake;
  private final ReducedPictures reduced;
  private final BlobStore blobs;
  private final Database database;
  private final HistoryService histories;
  private final ReferenceStore store;
  private final Writes writes;

  public ReferenceService(
      PictureIntake intake,
      ReducedPictures reduced,
      BlobStore blobs,
      Database database,
      HistoryService histories,
      ReferenceStore store,
      Writes writes) {
    this.intake = intake;
    this.reduced = reduced;
    this.blobs = blobs;
    this.database = database;
    this.histories = histories;
    this.store = store;
    this.writes = writes;
  }

  /** Adds a picture file; the same picture twice is one. Fails with SESSION_NOT_FOUND. */
  public ReferenceView add(Write write, byte[] file) {
    SessionId session = write.session();
    histories.get(session); // before the work of decoding
    return writes.once(
        write,
        ReferenceView.class,
        () -> {
          Reference reference = stored(file);
          return transaction -> {
            SessionVersions.require(transaction.handle(), session, write.conditions());
            store.add(transaction.handle(), session, reference);
            return ReferenceView.from(session, reference);
          };
        });
  }

  /** The picture lies in the store before a row names it. */
  private Reference stored(byte[] file) {
    PictureIntake.Normalised picture = intake.normalise(file);
    BlobId image = blobs.put(picture.png());
    reduced.keep(image, picture.reduced());
    PictureView view = picture.reduced().view();
    return new Reference(image, view.width(), view.height(), picture.seeThrough());
  }

  /** All of the session, oldest first. Fails with SESSION_NOT_FOUND. */
  public List<ReferenceView> list(SessionId session) {
    histories.get(session);
    return all(session).stream().map(known -> ReferenceView.from(session, known)).toList();
  }

  /** That one of the session. Fails with REFERENCE_NOT_FOUND. */
  public BlobId find(SessionId session, String hash) {
    return find(session, List.of(hash)).get(0);
  }

  /** Those of the session, in that order, each once. Fails with REFERENCE_NOT_FOUND. */
  public List<BlobId> find(SessionId session, List<String> hashes) {
    List<String> known = all(session).stream().map(each -> each.image().value()).toList();
    hashes.stream()
        .filter(hash -> !known.contains(hash))
        .findFirst()
        .ifPresent(
            unknown -> {
              throw new EditorException(
                  ProblemCode.REFERENCE_NOT_FOUND,
                  ("This session has no picture %s to look at. Send it to"
                          + " /api/sessions/%s/references first.")
                      .formatted(unknown, session));
            });
    return hashes.stream().distinct().map(BlobId::new).toList();
  }

  private List<Reference> all(SessionId session) {
    return database.read(handle -> store.list(handle, session));
  }
}
