package dev.chatbrush.gateway.session;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.api.Ulid;
import dev.chatbrush.gateway.event.Event;
import dev.chatbrush.gateway.event.EventHub;
import dev.chatbrush.gateway.journal.EditStore;
import dev.chatbrush.gateway.journal.MessageStore;
import dev.chatbrush.gateway.revision.HeadView;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.HistoryService;
import dev.chatbrush.gateway.revision.HistoryStore;
import dev.chatbrush.gateway.revision.PictureIntake;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.revision.RevisionView;
import dev.chatbrush.gateway.selection.Preparer;
import dev.chatbrush.gateway.selection.SelectionService;
import dev.chatbrush.gateway.selection.SelectionView;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.BlobStore;
import dev.chatbrush.gateway.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Begins sessions, shows them whole, and moves their heads. */
@ApplicationScoped
public class SessionService {
  private final PictureIntake intake;
  private final BlobStore blobs;
  private final Database database;
  private final HistoryStore store;
  private final HistoryService histories;
  private final SelectionService selections;
  private final MessageStore messages;
  private final EditStore edits;
  private final Preparer preparer;
  private final EventHub hub;
  private final Ulid ids;
  private final Clock clock;

  public SessionService(
      PictureIntake intake,
      BlobStore blobs,
      Database database,
      HistoryStore store,
      HistoryService histories,
      SelectionService selections,
      MessageStore messages,
      EditStore edits,
      Preparer preparer,
      EventHub hub,
      Ulid ids,
      Clock clock) {
    this.intake = intake;
    this.blobs = blobs;
    this.database = database;
    this.store = store;
    this.histories = histories;
    this.selections = selections;
    this.messages = messages;
    this.edits = edits;
    this.preparer = preparer;
    this.hub = hub;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * A new session of a picture file. The picture is stored before its row, so that a row never
   * names a picture that is not there.
   */
  public SessionView create(String fileName, byte[] file) {
    PictureIntake.Normalised picture = intake.normalise(file);
    BlobId image = blobs.put(picture.png());
    SessionId session = new SessionId(ids.next());
    Instant now = clock.instant();
    Revision first =
        new Revision(
            1, null, null, picture.width(), picture.height(), image, null, null, null, now);
    String name = DisplayName.clean(fileName);
    database.change(handle -> store.create(handle, session, name, now, first));
    preparer.prepare(image);
    return get(session);
  }

  /** The session as it is now, or the failure SESSION_NOT_FOUND. */
  public SessionView get(SessionId session) {
    SelectionView selection = selections.find(session).orElse(null);
    return database.read(handle -> view(handle, histories.get(handle, session), selection));
  }

  private SessionView view(Handle handle, History history, SelectionView selection) {
    SessionId session = history.session();
    List<RevisionView> revisions =
        history.revisions().stream().map(revision -> RevisionView.from(session, revision)).toList();
    return new SessionView(
        session.value(),
        history.name(),
        history.createdAt(),
        history.headNumber(),
        revisions.get(history.headNumber() - 1),
        revisions,
        selection,
        messages.list(handle, session),
        history.canUndo(),
        history.canRedo(),
        edits.active(handle, session).orElse(null));
  }

  /** Moves the head; fails where there is nowhere to go, and while an edit runs. */
  public SessionView move(SessionId session, Function<History, History.Move> step) {
    History history =
        database.write(
            handle -> {
              histories.get(handle, session);
              edits.requireIdle(handle, session);
              History now = histories.move(handle, session, step);
              selections.clear(handle, session);
              return now;
            });
    selections.cleared(session);
    hub.publish(session, new Event("head", HeadView.from(history)));
    return get(session);
  }
}
