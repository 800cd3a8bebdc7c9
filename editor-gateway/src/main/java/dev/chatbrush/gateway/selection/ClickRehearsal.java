package dev.chatbrush.gateway.selection;

import dev.chatbrush.contracts.mask.Mask;
import dev.chatbrush.contracts.mask.SegmentReply;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.api.RandomIds;
import dev.chatbrush.gateway.api.Rehearsal;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.owner.Owner;
import dev.chatbrush.gateway.revision.HistoryStore;
import dev.chatbrush.gateway.revision.Origin;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** A click becomes a stored mask, but for its rows; mask-service only says what it lacks. */
@ApplicationScoped
class ClickRehearsal implements Rehearsal {
  private static final Logger LOG = Logger.getLogger(ClickRehearsal.class);
  private static final String CLICK =
      "{\"points\": [{\"x\": 4, \"y\": 4, \"label\": \"include\"}]}";
  private static final int SIDE = 8;

  private final MaskClient client;
  private final HistoryStore histories;
  private final SelectionStore store;
  private final Database database;
  private final Json json;
  private final RandomIds ids;
  private final Clock clock;

  ClickRehearsal(
      MaskClient client,
      HistoryStore histories,
      SelectionStore store,
      Database database,
      Json json,
      RandomIds ids,
      Clock clock) {
    this.client = client;
    this.histories = histories;
    this.store = store;
    this.database = database;
    this.json = json;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public void run() {
    SelectionInput input = json.read(CLICK, SelectionInput.class);
    SelectionCheck.check(input, SIDE, SIDE);
    SessionId session = new SessionId(ids.next());
    BlobId nobodys = BlobId.of(session.value().getBytes(StandardCharsets.UTF_8));
    ask(nobodys, input);
    SelectionView mask = SelectionMessages.view(reply().getMask(), 1, input);
    keep(session, nobodys, new StoredSelection(mask, null));
  }

  /** The service asks for the picture, which is not there, and nothing comes of the call. */
  private void ask(BlobId picture, SelectionInput input) {
    try {
      client.segmentOnce(picture, SelectionMessages.selection(input, null), "", 0);
    } catch (EditorException asExpected) {
      LOG.debugf("a click was rehearsed up to: %s", asExpected.getMessage());
    }
  }

  private static SegmentReply reply() {
    Mask.Builder mask = Mask.newBuilder().setArea(1).setScore(1).setModel("none");
    mask.getRleBuilder().setHeight(SIDE).setWidth(SIDE).addAllCounts(List.of(27, 1, 36));
    mask.getBoundsBuilder().setX0(3).setY0(3).setX1(4).setY1(4);
    mask.addCandidatesBuilder().setIndex(0).setName("part").setScore(1).setArea(1);
    SegmentReply reply =
        SegmentReply.newBuilder().setMask(mask).putTimingsMillis("model", 0).build();
    try {
      return SegmentReply.parseFrom(reply.toByteString());
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new IllegalStateException("a message cannot be read back", e);
    }
  }

  private void keep(SessionId session, BlobId image, StoredSelection selection) {
    Instant now = clock.instant();
    Revision first = new Revision(1, null, null, SIDE, SIDE, image, false, null, null, null, now);
    database.rehearse(
        handle -> {
          histories.create(handle, session, Owner.LOCAL, "rehearsal", now, Origin.UNKNOWN, first);
          store.put(handle, session, selection);
          store.find(handle, session);
        });
  }
}
