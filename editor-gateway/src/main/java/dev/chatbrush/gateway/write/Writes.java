package dev.chatbrush.gateway.write;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.owner.Callers;
import dev.chatbrush.gateway.owner.Owner;
import dev.chatbrush.gateway.owner.Scope;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.storage.Transaction;
import dev.chatbrush.gateway.write.AnsweredCalls.Answered;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes changes, each once for its key. A call that comes while the first one under its key is
 * under way waits for that one's answer; later ones are answered from the table, also after a
 * restart and by another copy of this server. What failed changed nothing and is tried anew.
 * Thread-safe.
 */
@ApplicationScoped
public class Writes {
  private final Map<AnsweredCalls.Place, UnderWay> underWay = new ConcurrentHashMap<>();
  private final Database database;
  private final AnsweredCalls calls;
  private final Callers callers;
  private final Json json;
  private final Clock clock;

  public Writes(Database database, AnsweredCalls calls, Callers callers, Json json, Clock clock) {
    this.database = database;
    this.calls = calls;
    this.callers = callers;
    this.json = json;
    this.clock = clock;
  }

  private record UnderWay(String operation, String hash, CompletableFuture<Object> answer) {}

  /**
   * Makes a change and gives its answer, or the answer that it had before.
   *
   * @param prepare what is done first, outside a transaction; gives what is done within it. The
   *     answer is stored as JSON of {@code type} in that transaction.
   */
  public <T> T once(Write write, Class<T> type, Supplier<Function<Transaction, T>> prepare) {
    return once(write, type, prepare, database::write);
  }

  /** As {@link #once}, for a few small rows: goes on while the disk is full. */
  public <T> T onceFromReserve(
      Write write, Class<T> type, Supplier<Function<Transaction, T>> prepare) {
    return once(write, type, prepare, database::writeFromReserve);
  }

  private <T> T once(
      Write write,
      Class<T> type,
      Supplier<Function<Transaction, T>> prepare,
      Function<Function<Transaction, T>, T> store) {
    if (write.conditions().key() == null) {
      return store.apply(prepare.get());
    }
    String hash = hash(write);
    UnderWay mine = new UnderWay(write.operation(), hash, new CompletableFuture<>());
    AnsweredCalls.Place place = place(write);
    UnderWay first = underWay.putIfAbsent(place, mine);
    if (first != null) {
      requireSame(write, hash, first.operation(), first.hash());
      return type.cast(answerOf(first));
    }
    try {
      T answer =
          answeredBefore(place, write, type, hash)
              .orElseGet(() -> now(place, write, type, hash, prepare.get(), store));
      mine.answer().complete(answer);
      return answer;
    } catch (RuntimeException | Error e) {
      mine.answer().completeExceptionally(e);
      throw e;
    } finally {
      underWay.remove(place);
    }
  }

  /** As {@link #once} for what changes nothing that is stored: without a key it is simply done. */
  public <T> T answerOnce(Write write, Class<T> type, Supplier<T> work) {
    if (write.conditions().key() == null) {
      return work.get();
    }
    return onceFromReserve(
        write,
        type,
        () -> {
          T answer = work.get();
          return transaction -> answer;
        });
  }

  private static Object answerOf(UnderWay first) {
    try {
      return first.answer().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof EditorException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private <T> T now(
      AnsweredCalls.Place place,
      Write write,
      Class<T> type,
      String hash,
      Function<Transaction, T> change,
      Function<Function<Transaction, T>, T> store) {
    try {
      return store.apply(
          transaction -> {
            T answer = change.apply(transaction);
            Answered answered = new Answered(write.operation(), hash, json.write(answer));
            calls.put(transaction.handle(), place, answered, clock.instant());
            return answer;
          });
    } catch (EditorException e) {
      // Another copy of this server may have been asked the same at the same moment.
      return answeredBefore(place, write, type, hash).orElseThrow(() -> e);
    }
  }

  private <T> Optional<T> answeredBefore(
      AnsweredCalls.Place place, Write write, Class<T> type, String hash) {
    return database
        .read(handle -> calls.find(handle, place))
        .map(
            answered -> {
              requireSame(write, hash, answered.operation(), answered.requestHash());
              return json.read(answered.answer(), type);
            });
  }

  private static void requireSame(Write write, String hash, String operation, String firstHash) {
    if (!write.operation().equals(operation) || !hash.equals(firstHash)) {
      throw new EditorException(
          ProblemCode.IDEMPOTENCY_KEY_REUSED,
          "This Idempotency-Key came with another request before. Send a new key with a new"
              + " request.");
    }
  }

  /** Where the call's key means something: in its session, or among what its owner begins. */
  private AnsweredCalls.Place place(Write write) {
    String scope = write.session() == null ? beginnings() : write.session().value();
    return new AnsweredCalls.Place(scope, write.conditions().key());
  }

  private String beginnings() {
    Owner owner = callers.current().self(Scope.EDIT);
    return owner.equals(Owner.LOCAL) ? "new" : "new:" + owner;
  }

  private String hash(Write write) {
    return BlobId.of(json.write(write.request()).getBytes(StandardCharsets.UTF_8)).value();
  }
}
