package dev.chatbrush.gateway.storage;

import static dev.chatbrush.gateway.storage.SampleRevisions.NOW;
import static dev.chatbrush.gateway.storage.SampleRevisions.revision;
import static dev.chatbrush.gateway.testing.Failures.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.api.RandomIds;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.owner.Owner;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.HistoryService;
import dev.chatbrush.gateway.revision.HistoryStore;
import dev.chatbrush.gateway.revision.Origin;
import dev.chatbrush.gateway.revision.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What transactions must do on every database. */
abstract class TransactionContract {
  final RandomIds ids = new RandomIds();
  private final StorageState state = new StorageState();
  Database database;
  HistoryStore store;
  HistoryService service;

  abstract DataSource source();

  abstract DatabaseKeeper keeper();

  @BeforeEach
  void open() {
    DataSource source = source();
    Flyway.configure().dataSource(source).locations("db/migration").load().migrate();
    database = new Database(source, keeper() instanceof H2Keeper, keeper(), state);
    store = new HistoryStore(new Json(new ObjectMapper().registerModule(new JavaTimeModule())));
    service = new HistoryService(database, store);
  }

  final SessionId create() {
    SessionId session = new SessionId(ids.next());
    database.change(
        tx ->
            store.create(
                tx.handle(),
                session,
                Owner.LOCAL,
                "고양이 😀.png",
                NOW,
                Origin.UNKNOWN,
                revision(1, null)));
    return session;
  }

  final void move(
      Transaction transaction, SessionId session, Function<History, History.Move> step) {
    service.move(transaction.handle(), session, step.apply(service.get(session)));
  }

  @Test
  void movesTheHeadWhileFullAndTakesNothingNew() {
    SessionId session = create();
    database.change(tx -> store.append(tx.handle(), session, List.of(revision(2, 1))));
    state.become(StorageCondition.FULL);

    database.changeFromReserve(tx -> move(tx, session, History::undo));
    assertThatThrownBy(this::create).has(code("STORAGE_FAILED"));

    assertThat(service.get(session).headNumber()).isEqualTo(1);
    state.become(StorageCondition.READ_ONLY);
    assertThatThrownBy(() -> database.changeFromReserve(tx -> move(tx, session, History::redo)))
        .has(code("STORAGE_FAILED"))
        .hasMessageContaining("takes no writes");
    assertThat(service.get(session).headNumber()).isEqualTo(1);
  }

  @Test
  void whatFollowsAChangeSeesItAndComesInOrder() {
    SessionId session = create();
    List<String> followed = new ArrayList<>();

    database.change(
        tx -> {
          tx.afterCommit(() -> followed.add(service.get(session).revisions().size() + " stored"));
          tx.afterCommit(() -> followed.add("told"));
          store.append(tx.handle(), session, List.of(revision(2, 1)));
        });

    assertThat(followed).containsExactly("2 stored", "told");
  }

  @Test
  void storesNothingOfAFailedTransaction() {
    SessionId session = create();
    List<String> followed = new ArrayList<>();

    assertThatThrownBy(
            () ->
                database.change(
                    tx -> {
                      tx.afterCommit(() -> followed.add("told"));
                      store.append(tx.handle(), session, List.of(revision(2, 1)));
                      throw new IllegalStateException("in the middle");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(followed).isEmpty();
    assertThat(service.get(session).revisions()).hasSize(1);
    assertThat(service.get(session).headNumber()).isEqualTo(1);
  }

  @Test
  void refusesToMoveAHeadThatHasMoved() {
    SessionId session = create();
    database.change(tx -> store.append(tx.handle(), session, List.of(revision(2, 1))));

    assertThatThrownBy(
            () ->
                database.change(tx -> store.append(tx.handle(), session, List.of(revision(3, 1)))))
        .has(code("HEAD_MOVED"));

    assertThat(service.get(session).revisions()).hasSize(2);
  }

  /** Every acknowledged append is there once, whatever others did at the same time. */
  @Test
  void losesNothingUnderConcurrency() throws InterruptedException, ExecutionException {
    SessionId session = create();
    ExecutorService clients = Executors.newFixedThreadPool(8);
    List<Callable<Integer>> appends = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      appends.add(() -> tryAppend(session));
    }

    int acknowledged = 0;
    for (Future<Integer> result : clients.invokeAll(appends)) {
      acknowledged += result.get();
    }
    clients.shutdown();

    History history = service.get(session);
    assertThat(history.revisions()).hasSize(1 + acknowledged);
    assertThat(acknowledged).isPositive();
    for (Revision revision : history.revisions().subList(1, history.revisions().size())) {
      assertThat(revision.parent()).as("one chain, no fork").isEqualTo(revision.number() - 1);
    }
  }

  private int tryAppend(SessionId session) {
    try {
      database.change(
          tx -> {
            History now = service.get(tx.handle(), session);
            store.append(
                tx.handle(), session, List.of(revision(now.nextNumber(), now.headNumber())));
          });
      return 1;
    } catch (EditorException e) {
      assertThat(e.code()).isEqualTo("HEAD_MOVED");
      return 0;
    }
  }
}
