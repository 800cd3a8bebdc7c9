package dev.chatbrush.gateway.batch;

import dev.chatbrush.gateway.api.RandomIds;
import dev.chatbrush.gateway.edit.EditRequest;
import dev.chatbrush.gateway.session.DisplayName;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.write.Write;
import dev.chatbrush.gateway.write.Writes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Begins batches, tells where they stand, and ends them. */
@ApplicationScoped
class BatchService {
  private final BatchIntake intake;
  private final BatchStore store;
  private final BatchRunner runner;
  private final Database database;
  private final Writes writes;
  private final RandomIds ids;
  private final Clock clock;

  BatchService(
      BatchIntake intake,
      BatchStore store,
      BatchRunner runner,
      Database database,
      Writes writes,
      RandomIds ids,
      Clock clock) {
    this.intake = intake;
    this.store = store;
    this.runner = runner;
    this.database = database;
    this.writes = writes;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Begins one, once for each key: when this returns its pictures are stored, and their edits will
   * be made whatever becomes of this gateway. Fails with BATCH_INVALID, IMAGE_TOO_LARGE,
   * SESSION_NOT_FOUND, REVISION_NOT_FOUND, RECIPE_MISSING, OVERLOADED.
   */
  BatchView begin(Write write, EditRequest.Replay replay, List<BatchIntake.Upload> uploads) {
    intake.require(replay, uploads);
    return writes.once(
        write,
        BatchView.class,
        () -> {
          Batch batch =
              new Batch(
                  new BatchId(ids.next()),
                  replay,
                  Batch.State.RUNNING,
                  clock.instant(),
                  null,
                  pictures(uploads));
          return transaction -> {
            runner.enter();
            store.create(transaction.handle(), batch);
            transaction.afterCommit(() -> runner.start(batch.id()));
            return BatchView.of(batch);
          };
        });
  }

  private List<BatchPicture> pictures(List<BatchIntake.Upload> uploads) {
    List<BatchPicture> pictures = new ArrayList<>();
    for (BatchIntake.Upload upload : uploads) {
      pictures.add(
          new BatchPicture(
              pictures.size() + 1,
              DisplayName.clean(upload.name()),
              intake.keep(upload),
              null,
              BatchPicture.State.WAITING,
              null));
    }
    return pictures;
  }

  /** Where it stands, or the failure BATCH_NOT_FOUND. */
  Batch get(BatchId id) {
    return database.read(handle -> store.get(handle, id));
  }

  /** Stops the picture that is worked on, and takes up no other. Fails with BATCH_FINISHED. */
  BatchView cancel(Write write, BatchId id) {
    return writes.onceFromReserve(
        write,
        BatchView.class,
        () ->
            transaction -> {
              store.get(transaction.handle(), id);
              if (!store.cancel(transaction.handle(), id)) {
                throw BatchProblems.finished();
              }
              return BatchView.of(store.get(transaction.handle(), id));
            });
  }

  /** Forgets one that has ended; its sessions stay. Fails with BATCH_RUNNING. */
  void remove(BatchId id) {
    database.changeFromReserve(
        transaction -> {
          if (!store.get(transaction.handle(), id).state().isOver()) {
            throw BatchProblems.running();
          }
          store.remove(transaction.handle(), id);
        });
  }
}
