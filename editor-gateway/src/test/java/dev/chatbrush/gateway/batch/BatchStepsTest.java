package dev.chatbrush.gateway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.RandomIds;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.chat.SpokenEdits;
import dev.chatbrush.gateway.edit.EditRequest;
import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.gateway.owner.Owner;
import dev.chatbrush.gateway.revision.HistoryService;
import dev.chatbrush.gateway.session.Beginnings;
import dev.chatbrush.gateway.storage.BlobStore;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.Images;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a picture whose edit breaks off. */
@QuarkusTest
class BatchStepsTest extends GatewayTest {
  @Inject Database database;
  @Inject BatchStore store;
  @Inject Beginnings beginnings;
  @Inject HistoryService histories;
  @Inject BatchIntake intake;
  @Inject RandomIds ids;
  @Inject BlobStore blobs;
  @Inject Clock clock;

  private Batch batch;

  /** A batch of one picture that waits, which nobody carries out. */
  @BeforeEach
  void begin() {
    String source = newSession(64, 48);
    say(source, "winter").statusCode(200);
    EditRequest.Replay replay = new EditRequest.Replay(new SessionId(source), 2, null);
    BatchPicture picture =
        new BatchPicture(
            1,
            "trip.png",
            blobs.put(Images.png(40, 30, 8)),
            null,
            BatchPicture.State.WAITING,
            null);
    batch =
        new Batch(
            new BatchId(ids.next()),
            Owner.LOCAL,
            replay,
            Batch.State.RUNNING,
            clock.instant(),
            null,
            List.of(picture));
    database.change(tx -> store.create(tx.handle(), batch));
  }

  @AfterEach
  void end() {
    database.change(tx -> store.remove(tx.handle(), batch.id()));
  }

  private boolean edit(Throwable failure, boolean stopping) {
    SpokenEdits edits =
        new SpokenEdits(null, null) {
          @Override
          public EditOutcome run(
              SessionId session,
              EditRequest request,
              StepListener listener,
              BooleanSupplier cancelled) {
            if (failure instanceof Error error) {
              throw error;
            }
            throw (RuntimeException) failure;
          }
        };
    return new BatchSteps(database, store, beginnings, histories, intake, edits, ids)
        .edit(batch, batch.pictures().get(0), () -> stopping);
  }

  private BatchPicture stored() {
    return database.read(handle -> store.get(handle, batch.id())).pictures().get(0);
  }

  @Test
  void hasAnOutcomeWhateverGoesWrong() {
    assertThat(edit(new IllegalStateException("nobody thought of it"), false)).isTrue();

    assertThat(stored().state()).isEqualTo(BatchPicture.State.FAILED);
    assertThat(stored().problem().code()).isEqualTo("INTERNAL_ERROR");
    assertThat(stored().session()).as("it may be edited there").isNotNull();
  }

  @Test
  void hasAnOutcomeAfterAnErrorToo() {
    assertThat(edit(new StackOverflowError(), false)).isTrue();

    assertThat(stored().problem().code()).isEqualTo("INTERNAL_ERROR");
  }

  @Test
  void hasNoneWhereItsGatewayStops() {
    assertThat(edit(new EditorException(ProblemCode.OVERLOADED, "interrupted"), true)).isTrue();
    assertThat(stored().state()).isEqualTo(BatchPicture.State.RUNNING);
    assertThat(stored().problem()).isNull();
  }

  @Test
  void isCancelledWhileItWaitsForRoom() throws Exception {
    EditorException full = new EditorException(ProblemCode.OVERLOADED, "no room");
    CompletableFuture<Boolean> edited = CompletableFuture.supplyAsync(() -> edit(full, false));
    while (stored().state() == BatchPicture.State.WAITING) {
      Thread.sleep(20);
    }

    database.change(tx -> store.cancel(tx.handle(), batch.id()));

    assertThat(edited.get(3, TimeUnit.SECONDS)).isTrue();
    assertThat(stored().state()).isEqualTo(BatchPicture.State.CANCELLED);
  }

  @Test
  void isLeftWhereAnotherHasEndedTheBatch() {
    database.change(
        tx -> store.finish(tx.handle(), batch.id(), Batch.State.COMPLETED, clock.instant()));

    assertThat(edit(new AssertionError("it is another's"), false)).isFalse();
    assertThat(stored().state()).isEqualTo(BatchPicture.State.WAITING);
  }
}
