package dev.chatbrush.gateway.batch;

import dev.chatbrush.gateway.edit.EditRequest;
import dev.chatbrush.gateway.owner.Callers;
import dev.chatbrush.gateway.owner.Owner;
import dev.chatbrush.gateway.owner.Scope;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.write.Write;
import dev.chatbrush.gateway.write.Writes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Begins batches, tells where they stand, and ends them. */
@ApplicationScoped
class BatchService {
  private final BatchIntake intake;
  private final BatchStore store;
  private final BatchRunner runner;
  private final Database database;
  private final Writes writes;
  private final Callers callers;

  BatchService(
      BatchIntake intake,
      BatchStore store,
      BatchRunner runner,
      Database database,
      Writes writes,
      Callers callers) {
    this.intake = intake;
    this.store = store;
    this.runner = runner;
    this.database = database;
    this.writes = writes;
    this.callers = callers;
  }

  /**
   * Begins one, once for each key: when this returns its pictures are stored, and their edits will
   * be made whatever becomes of this gateway. Fails with BATCH_INVALID, IMAGE_TOO_LARGE,
   * SESSION_NOT_FOUND, REVISION_NOT_FOUND, RECIPE_MISSING, OVERLOADED.
   */
  BatchView begin(Write write, EditRequest.Replay replay, List<BatchIntake.Upload> uploads) {
    Owner owner = callers.current().self(Scope.EDIT);
    intake.require(replay, uploads);
    return writes.once(
        write,
        BatchView.class,
        () -> {
          runner.enter(); // before the work of storing
          Batch batch = intake.batch(owner, replay, uploads);
          return transaction -> {
            runner.enter();
            store.create(transaction.handle(), batch);
            transaction.afterCommit(() -> runner.start(batch.id()));
            return BatchView.of(batch);
          };
        });
  }

  /** Where one of the caller's stands, or the failure BATCH_NOT_FOUND. */
  Batch get(BatchId id) {
    return database.read(handle -> own(handle, id, Scope.READ));
  }

  /** The same words, whether it is another's or nobody's. */
  private Batch own(Handle handle, BatchId id, Scope need) {
    Owner owner = callers.current().self(need);
    Batch batch = store.get(handle, id);
    if (!batch.owner().equals(owner)) {
      throw id.notFound();
    }
    return batch;
  }

  /** Stops the picture that is worked on, and takes up no other. Fails with BATCH_FINISHED. */
  BatchView cancel(Write write, BatchId id) {
    return writes.onceFromReserve(
        write,
        BatchView.class,
        () ->
            transaction -> {
              own(transaction.handle(), id, Scope.EDIT);
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
          if (!own(transaction.handle(), id, Scope.EDIT).state().isOver()) {
            throw BatchProblems.running();
          }
          store.remove(transaction.handle(), id);
        });
  }
}
