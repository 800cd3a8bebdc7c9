package dev.chatbrush.gateway.batch;

import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.telemetry.Untraced;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Carries batches out, so many at once, picture after picture. What a gateway leaves unfinished
 * that runs no more is gone on with by this one.
 */
@ApplicationScoped
class BatchRunner {
  private static final Logger LOG = Logger.getLogger(BatchRunner.class);
  private static final long PAUSE_MILLIS = 5000;
  private static final int BEFORE_ALL = 0;

  private final Database database;
  private final BatchStore store;
  private final BatchSteps steps;
  private final BatchConfig config;
  private final Clock clock;
  private final ThreadPoolExecutor workers;
  private final AtomicBoolean stopping = new AtomicBoolean();

  BatchRunner(
      Database database, BatchStore store, BatchSteps steps, BatchConfig config, Clock clock) {
    this.database = database;
    this.store = store;
    this.steps = steps;
    this.config = config;
    this.clock = clock;
    this.workers =
        new ThreadPoolExecutor(
            config.atOnce(),
            config.atOnce(),
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(), // see enter
            task -> new Thread(task, "batch"));
  }

  /** Fails with OVERLOADED where too many wait already; that a few more come at once is no harm. */
  void enter() {
    if (workers.getQueue().size() >= config.queue()) {
      throw BatchProblems.overloaded();
    }
  }

  /** Returns at once. */
  void start(BatchId id) {
    workers.execute(() -> run(id));
  }

  private void run(BatchId id) {
    try {
      while (!stopping.get() && !isOver(id)) {
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.debugf("batch %s is left to another", id);
    }
  }

  /** False where storage or a step of ours failed, and it is to be gone on with. */
  private boolean isOver(BatchId id) {
    try {
      carryOut(id);
      return true;
    } catch (EditorException e) {
      LOG.warnf("batch %s pauses: %s", id, e.getMessage());
      return false;
    } catch (RuntimeException e) {
      LOG.errorf(e, "batch %s pauses", id);
      return false;
    }
  }

  private void carryOut(BatchId id) {
    Batch batch = database.read(handle -> store.get(handle, id));
    for (BatchPicture picture : batch.pictures()) {
      boolean mine = picture.state().isOver() || steps.edit(batch, picture, stopping::get);
      if (!mine || stopping.get()) {
        return;
      }
    }
    database.changeFromReserve(
        transaction -> {
          if (store.hold(transaction.handle(), id)) {
            boolean cancelled =
                store.get(transaction.handle(), id).state() == Batch.State.CANCELLING;
            Batch.State end = cancelled ? Batch.State.CANCELLED : Batch.State.COMPLETED;
            store.finish(transaction.handle(), id, end, clock.instant());
          }
        });
  }

  /** Goes on with what others have left. */
  @Scheduled(
      every = "10s",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    try {
      Untraced.call(
          () -> {
            takeOver();
            return null;
          });
    } catch (EditorException e) {
      // Told by the storage's own watch; it is done again soon.
      LOG.debugf(e, "batches cannot be looked after");
    }
  }

  void takeOver() {
    if (stopping.get() || database.read(store::abandoned).isEmpty()) {
      return;
    }
    List<BatchId> taken =
        database.writeFromReserve(transaction -> store.takeOver(transaction.handle()));
    taken.forEach(
        id -> {
          LOG.infof("goes on with batch %s, which its server left", id);
          start(id);
        });
  }

  /** Those that nobody will ask about again. */
  @Scheduled(every = "1h", delayed = "15m")
  void forget() {
    Instant moment = clock.instant().minus(config.keep());
    database.changeFromReserve(
        transaction ->
            store
                .finishedBefore(transaction.handle(), moment)
                .forEach(id -> store.remove(transaction.handle(), id)));
  }

  /**
   * Before the edits that run are waited for: it would begin new ones all that time. And before
   * they are cancelled: that is no outcome of a picture.
   */
  void stop(@Observes @Priority(BEFORE_ALL) ShutdownEvent shutdown) {
    stopping.set(true);
    workers.shutdownNow();
  }
}
