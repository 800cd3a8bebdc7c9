package dev.chatbrush.gateway.batch;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.Problem;
import dev.chatbrush.gateway.api.RandomIds;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.api.TraceId;
import dev.chatbrush.gateway.chat.SpokenEdits;
import dev.chatbrush.gateway.edit.EditRequest;
import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.gateway.owner.Begun;
import dev.chatbrush.gateway.revision.HistoryService;
import dev.chatbrush.gateway.revision.Recipe;
import dev.chatbrush.gateway.session.Beginnings;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.storage.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Makes a session of one picture, and the edit in it. What goes wrong is the picture's outcome. */
@ApplicationScoped
class BatchSteps {
  private static final Logger LOG = Logger.getLogger(BatchSteps.class);
  private static final Set<String> PASSING =
      Set.of(ProblemCode.OVERLOADED.name(), ProblemCode.EDIT_RUNNING.name());
  private static final int MOST_ATTEMPTS = 120;
  private static final long LOOK_MILLIS = 500;
  private static final int LOOKS_A_PAUSE = 10;

  private final Database database;
  private final BatchStore store;
  private final Beginnings beginnings;
  private final HistoryService histories;
  private final BatchIntake intake;
  private final SpokenEdits edits;
  private final RandomIds ids;

  BatchSteps(
      Database database,
      BatchStore store,
      Beginnings beginnings,
      HistoryService histories,
      BatchIntake intake,
      SpokenEdits edits,
      RandomIds ids) {
    this.database = database;
    this.store = store;
    this.beginnings = beginnings;
    this.histories = histories;
    this.intake = intake;
    this.edits = edits;
    this.ids = ids;
  }

  /**
   * Works on a picture until it has an outcome, or {@code stopping}, and then it has none.
   *
   * @return false where another gateway carries the batch out now
   */
  boolean edit(Batch batch, BatchPicture picture, BooleanSupplier stopping) {
    BooleanSupplier over = () -> stopping.getAsBoolean() || isCancelled(batch.id());
    BatchPicture now = picture;
    if (isCancelled(batch.id())) {
      return put(batch.id(), ended(now, BatchPicture.State.CANCELLED, null));
    }
    try {
      if (now.session() == null) {
        now = patiently(over, () -> begun(batch, picture));
      }
      return now != null && run(batch, now, stopping, over);
    } catch (EditorException e) {
      return failed(batch.id(), now, e, stopping);
    } catch (RuntimeException | Error e) {
      // Errors too: a batch whose worker dies would run for good, since its gateway lives.
      LOG.errorf(e, "picture %d of batch %s ended without an outcome", now.place(), batch.id());
      String detail = "The picture was not edited. Try it again; the log has more.";
      EditorException own = new EditorException(ProblemCode.INTERNAL_ERROR, detail, Map.of(), e);
      return failed(batch.id(), now, own, stopping);
    }
  }

  /** What a gateway that stops breaks off is no outcome: another one goes on with the picture. */
  private boolean failed(
      BatchId id, BatchPicture picture, EditorException failure, BooleanSupplier stopping) {
    if (stopping.getAsBoolean()) {
      return true;
    }
    if (isCancelled(id)) {
      return put(id, ended(picture, BatchPicture.State.CANCELLED, null));
    }
    Problem problem = Problem.of(failure, null, TraceId.current());
    return put(id, ended(picture, BatchPicture.State.FAILED, problem));
  }

  private boolean isCancelled(BatchId id) {
    return database.read(handle -> store.get(handle, id)).state() == Batch.State.CANCELLING;
  }

  /** As a session; null where the batch is another gateway's. */
  private BatchPicture begun(Batch batch, BatchPicture picture) {
    Begun own = new Begun(new SessionId(ids.next()), batch.owner());
    Function<Transaction, SessionId> begin =
        intake.reading(picture.upload(), file -> beginnings.prepare(own, picture.name(), file));
    return database.write(
        transaction -> {
          if (!store.hold(transaction.handle(), batch.id())) {
            return null;
          }
          SessionId session = begin.apply(transaction);
          BatchPicture running =
              new BatchPicture(
                  picture.place(), picture.name(), null, session, BatchPicture.State.RUNNING, null);
          store.put(transaction.handle(), batch.id(), running);
          return running;
        });
  }

  private boolean run(
      Batch batch, BatchPicture picture, BooleanSupplier stopping, BooleanSupplier over) {
    if (histories.get(picture.session()).headNumber() > 1) {
      return put(batch.id(), ended(picture, BatchPicture.State.COMPLETED, null)); // made before
    }
    EditOutcome outcome = outcome(batch, picture.session(), over);
    boolean left = outcome.outcome().equals(EditOutcome.CANCELLED) && stopping.getAsBoolean();
    return left || put(batch.id(), ended(picture, outcome));
  }

  private EditOutcome outcome(Batch batch, SessionId session, BooleanSupplier over) {
    EditRequest request = new EditRequest(words(batch.replay()), null, null, batch.replay(), null);
    return patiently(over, () -> edits.run(session, request, (step, total) -> {}, over));
  }

  /** Again and again where there is no room now. */
  private static <T> T patiently(BooleanSupplier over, Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (EditorException e) {
        if (!PASSING.contains(e.code()) || attempt == MOST_ATTEMPTS || pausedUntil(over)) {
          throw e;
        }
      }
    }
  }

  /** Whether it was over before the pause was. */
  private static boolean pausedUntil(BooleanSupplier over) {
    try {
      for (int look = 0; look < LOOKS_A_PAUSE && !over.getAsBoolean(); look++) {
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return over.getAsBoolean();
  }

  /** What stands in each picture's chat: what was said for the edit that is run again. */
  private String words(EditRequest.Replay replay) {
    Recipe recipe =
        replay.recipe() != null
            ? replay.recipe()
            : histories.get(replay.session()).revision(replay.revision()).recipe();
    String said = recipe.promptOriginal();
    return said == null || said.isBlank()
        ? recipe.tool()
        : said.substring(0, Math.min(2000, said.length()));
  }

  private static BatchPicture ended(BatchPicture picture, EditOutcome outcome) {
    return switch (outcome.outcome()) {
      case EditOutcome.COMPLETED -> ended(picture, BatchPicture.State.COMPLETED, null);
      case EditOutcome.CANCELLED -> ended(picture, BatchPicture.State.CANCELLED, null);
      case EditOutcome.FAILED -> ended(picture, BatchPicture.State.FAILED, outcome.problem());
      default -> ended(picture, BatchPicture.State.FAILED, asked(outcome));
    };
  }

  /** In a batch there is nobody to answer. */
  private static Problem asked(EditOutcome outcome) {
    return Problem.of(
        new EditorException(ProblemCode.BATCH_INVALID, outcome.message().text()),
        null,
        TraceId.current());
  }

  private static BatchPicture ended(
      BatchPicture picture, BatchPicture.State state, Problem problem) {
    return new BatchPicture(
        picture.place(), picture.name(), null, picture.session(), state, problem);
  }

  private boolean put(BatchId id, BatchPicture picture) {
    return database.writeFromReserve(
        transaction -> {
          boolean mine = store.hold(transaction.handle(), id);
          if (mine) {
            store.put(transaction.handle(), id, picture);
          }
          return mine;
        });
  }
}
