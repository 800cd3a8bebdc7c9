package dev.chatbrush.gateway.selection;

import dev.chatbrush.contracts.mask.SegmentReply;
import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.ServerTiming;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.event.Event;
import dev.chatbrush.gateway.event.EventHub;
import dev.chatbrush.gateway.revision.HistoryService;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.revision.SessionVersions;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.storage.Transaction;
import dev.chatbrush.gateway.write.WriteConditions;
import dev.chatbrush.imaging.mask.Mask;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What is selected in a session: from a drawing, through mask-service, to a stored mask. */
@ApplicationScoped
public class SelectionService {
  private final HistoryService histories;
  private final SelectionStore store;
  private final SelectionTurns turns;
  private final MaskClient client;
  private final Database database;
  private final EventHub hub;
  private final ServerTiming timing;

  public SelectionService(
      HistoryService histories,
      SelectionStore store,
      SelectionTurns turns,
      MaskClient client,
      Database database,
      EventHub hub,
      ServerTiming timing) {
    this.histories = histories;
    this.store = store;
    this.turns = turns;
    this.client = client;
    this.database = database;
    this.hub = hub;
    this.timing = timing;
  }

  /** Selects what is drawn on the head. */
  public SelectionView select(SessionId session, SelectionInput input) {
    return select(session, input, WriteConditions.NONE);
  }

  /** As {@link #select(SessionId, SelectionInput)} where the session is as the caller saw it. */
  SelectionView select(SessionId session, SelectionInput input, WriteConditions conditions) {
    Revision head = head(session, conditions);
    SelectionCheck.check(input, head.width(), head.height());
    Optional<StoredSelection> before = database.read(handle -> store.find(handle, session));
    RleView uploaded = input.uploaded() ? uploaded(before) : null;
    SelectionTurns.Turn turn = turns.begin(session, input.sequence(), sequence(before));
    SegmentReply reply =
        client.segment(
            head.image(), SelectionMessages.selection(input, uploaded), session, turn.ticket());
    timing.add(reply.getTimingsMillisMap());
    SelectionView view = SelectionMessages.view(reply.getMask(), turn.sequence(), input);
    keep(session, turn, new StoredSelection(view, uploaded), head, conditions);
    return view;
  }

  /** What that drawing would select; nothing is stored, and a newer look drops this one. */
  SelectionView look(SessionId session, SelectionInput input) {
    Revision head = head(session, WriteConditions.NONE);
    SelectionCheck.check(input, head.width(), head.height());
    RleView uploaded =
        input.uploaded() ? uploaded(database.read(handle -> store.find(handle, session))) : null;
    SegmentReply reply =
        client.look(
            head.image(), SelectionMessages.selection(input, uploaded), session, turns.look());
    return SelectionMessages.view(reply.getMask(), 0, input);
  }

  /** Refused before a model is asked; what happens meanwhile is seen when the mask is stored. */
  private Revision head(SessionId session, WriteConditions conditions) {
    Revision head =
        database.read(
            handle -> {
              SessionVersions.require(handle, session, conditions);
              return histories.get(handle, session).head();
            });
    database.requireRoom();
    return head;
  }

  /**
   * The subject of a revision, its background or what has a name; nothing is stored.
   *
   * @param stream as in {@link MaskClient#segmentOnce}
   */
  public SelectionView find(String stream, Revision revision, SelectionInput input) {
    SegmentReply reply =
        client.segmentOnce(revision.image(), SelectionMessages.selection(input, null), stream, 1);
    return SelectionMessages.view(reply.getMask(), 1, input);
  }

  private static RleView uploaded(Optional<StoredSelection> before) {
    return before
        .map(StoredSelection::uploaded)
        .orElseThrow(
            () ->
                new EditorException(
                    ProblemCode.SELECTION_NOT_FOUND,
                    "No mask has been uploaded; PUT it to selection/mask.png first."));
  }

  private static long sequence(Optional<StoredSelection> before) {
    return before.map(stored -> stored.view().sequence()).orElse(0L);
  }

  /** Selects what is white in {@code png}; taken as it is, no model is asked. */
  public SelectionView upload(SessionId session, byte[] png, WriteConditions conditions) {
    Revision head = head(session, conditions);
    return keepUploaded(
        session, UploadedMask.read(png, head.width(), head.height()), head, conditions);
  }

  /** Selects what the runs select; taken as it is, no model is asked. */
  SelectionView upload(SessionId session, RleView rle, WriteConditions conditions) {
    Revision head = head(session, conditions);
    return keepUploaded(
        session, UploadedMask.checked(rle, head.width(), head.height()), head, conditions);
  }

  private SelectionView keepUploaded(
      SessionId session, RleView rle, Revision head, WriteConditions conditions) {
    Optional<StoredSelection> before = database.read(handle -> store.find(handle, session));
    SelectionTurns.Turn turn = turns.begin(session, null, sequence(before));
    SelectionView view = UploadedMask.view(rle, turn.sequence());
    keep(session, turn, new StoredSelection(view, rle), head, conditions);
    return view;
  }

  /**
   * @param drawnOn what the selection was drawn on; fails with HEAD_MOVED where the head is by now
   *     one on which that lies elsewhere
   */
  private void keep(
      SessionId session,
      SelectionTurns.Turn turn,
      StoredSelection selection,
      Revision drawnOn,
      WriteConditions conditions) {
    turns.finish(
        session,
        turn,
        () ->
            database.change(
                transaction -> {
                  SessionVersions.require(transaction.handle(), session, conditions);
                  // Locks the session, so that the head read after it stays the head.
                  store.put(transaction.handle(), session, selection);
                  histories.get(transaction.handle(), session).requireSameFrame(drawnOn.number());
                  tell(transaction, session, selection.view());
                }));
  }

  /** What is selected now. */
  public Optional<SelectionView> find(SessionId session) {
    return database.read(handle -> find(handle, session));
  }

  /** As {@link #find(SessionId)} within a transaction. */
  public Optional<SelectionView> find(Handle handle, SessionId session) {
    return store.find(handle, session).map(StoredSelection::view);
  }

  /** As {@link #find}, or the failure SELECTION_NOT_FOUND. */
  SelectionView get(SessionId session) {
    histories.get(session);
    return find(session)
        .orElseThrow(
            () ->
                new EditorException(
                    ProblemCode.SELECTION_NOT_FOUND,
                    "Nothing is selected. PUT a point, a box or a stroke to selection."));
  }

  /** The mask of what is selected, or the failure SELECTION_NOT_FOUND. */
  Mask mask(SessionId session) {
    return get(session).rle().toRle().toMask();
  }

  /**
   * Selects nothing; fine where nothing is selected, or something newer.
   *
   * @param sequence the client's number, told with the event; null to clear whatever is selected
   */
  void clear(SessionId session, Long sequence, WriteConditions conditions) {
    database.changeFromReserve(
        transaction -> {
          histories.get(transaction.handle(), session);
          SessionVersions.require(transaction.handle(), session, conditions);
          if (sequence == null || !hasNewer(transaction.handle(), session, sequence)) {
            clear(transaction, session, sequence);
          }
        });
  }

  private boolean hasNewer(Handle handle, SessionId session, long sequence) {
    return Math.max(sequence(store.find(handle, session)), turns.last(session)) > sequence;
  }

  /**
   * As {@link #clear(SessionId, Long, WriteConditions)} with other changes; masks that are on their
   * way are dropped.
   */
  void clear(Transaction transaction, SessionId session) {
    clear(transaction, session, null);
  }

  private void clear(Transaction transaction, SessionId session, Long sequence) {
    store.delete(transaction.handle(), session);
    transaction.afterCommit(() -> turns.clear(session));
    hub.publish(
        transaction, session, new Event(SelectionEvent.NAME, new SelectionEvent(null, sequence)));
  }

  /**
   * Selects with other changes what was selected before. Its number may be older than that of what
   * pages show, so they are told first that this is gone.
   */
  void put(Transaction transaction, SessionId session, StoredSelection selection) {
    clear(transaction, session);
    store.put(transaction.handle(), session, selection);
    tell(transaction, session, selection.view());
  }

  private void tell(Transaction transaction, SessionId session, SelectionView view) {
    hub.publish(
        transaction, session, Event.current(SelectionEvent.NAME, new SelectionEvent(view, null)));
  }
}
