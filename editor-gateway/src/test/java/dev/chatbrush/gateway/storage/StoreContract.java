package dev.chatbrush.gateway.storage;

import static dev.chatbrush.gateway.testing.Failures.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.api.RandomIds;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.HistoryService;
import dev.chatbrush.gateway.revision.HistoryStore;
import dev.chatbrush.gateway.revision.Origin;
import dev.chatbrush.gateway.revision.Recipe;
import dev.chatbrush.gateway.revision.Revision;
import dev.chatbrush.gateway.revision.Title;
import dev.chatbrush.imaging.codec.file.ImageFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What sessions and revisions must do on every database. */
abstract class StoreContract {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");
  private static final BlobId IMAGE = new BlobId("a".repeat(64));
  private static final BlobId MASK = new BlobId("b".repeat(64));
  private static final Recipe RECIPE =
      new Recipe(
          "object_erase",
          new Title("Erase", "지우기"),
          "migan_erase",
          "1",
          "",
          "이거 지워줘 😀",
          true,
          "SELECTION",
          "NORMAL",
          false,
          -1L,
          Map.of("steps", "2"),
          812,
          0L);

  private final RandomIds ids = new RandomIds();
  private DataSource source;
  private final StorageState state = new StorageState();
  private Database database;
  private HistoryStore store;
  private HistoryService service;

  abstract DataSource source();

  abstract DatabaseKeeper keeper();

  @BeforeEach
  void open() {
    source = source();
    Flyway.configure().dataSource(source).locations("db/migration").load().migrate();
    database = new Database(source, keeper() instanceof H2Keeper, keeper(), state);
    store = new HistoryStore(new Json(new ObjectMapper().registerModule(new JavaTimeModule())));
    service = new HistoryService(database, store);
  }

  private static Revision revision(int number, Integer parent) {
    return new Revision(
        number,
        parent,
        null,
        640,
        427,
        IMAGE,
        parent != null,
        parent == null ? null : MASK,
        parent == null ? null : MASK,
        parent == null ? null : RECIPE,
        NOW);
  }

  private SessionId create() {
    SessionId session = new SessionId(ids.next());
    database.change(
        tx ->
            store.create(
                tx.handle(), session, "고양이 😀.png", NOW, Origin.UNKNOWN, revision(1, null)));
    return session;
  }

  private void move(
      Transaction transaction, SessionId session, Function<History, History.Move> step) {
    service.move(transaction.handle(), session, step.apply(service.get(session)));
  }

  @Test
  void keepsASession() {
    SessionId session = create();
    database.change(tx -> store.append(tx.handle(), session, List.of(revision(2, 1))));

    History history = service.get(session);

    assertThat(history.name()).isEqualTo("고양이 😀.png");
    assertThat(history.createdAt()).isEqualTo(NOW);
    assertThat(history.headNumber()).isEqualTo(2);
    assertThat(history.revisions()).containsExactly(revision(1, null), revision(2, 1));
  }

  @Test
  void keepsWhatThePictureCameAs() {
    SessionId session = new SessionId(ids.next());
    Origin origin = new Origin(ImageFormat.WEBP, MASK);
    database.change(tx -> store.create(tx.handle(), session, "a", NOW, origin, revision(1, null)));

    assertThat(service.origin(session)).isEqualTo(origin);
    assertThat(service.origin(create())).isEqualTo(Origin.UNKNOWN);
  }

  @Test
  void keepsTheOrderOfMessagesFromWhenIdsRose() {
    FluentConfiguration old =
        Flyway.configure()
            .dataSource(source)
            .locations("db/migration")
            .schemas("before")
            .cleanDisabled(false);
    old.load().clean();
    old.target("1").load().migrate();
    Jdbi.create(source)
        .useHandle(
            handle ->
                handle
                    .createScript(
                        """
                        insert into "before".session (id, name, created_at, head) values ('S', 'photo', current_timestamp, 1);
                        insert into "before".edit (id, session_id, state, started_at)
                          values ('E', 'S', 'done', current_timestamp);
                        insert into "before".message
                          values ('03', 'S', 'E', 'user', 'c', current_timestamp, 1, null, false),
                                 ('01', 'S', 'E', 'user', 'a', current_timestamp, 1, null, false),
                                 ('02', 'S', 'E', 'user', 'b', current_timestamp, 1, null, false);
                        """)
                    .execute());

    old.target("latest").load().migrate();

    List<String> bodies =
        database.read(
            handle ->
                handle
                    .createQuery("select body from \"before\".message order by place")
                    .mapTo(String.class)
                    .list());
    assertThat(bodies).containsExactly("a", "b", "c");
  }

  @Test
  void takesTextThatADatabaseRefuses() {
    SessionId session = new SessionId(ids.next());
    String name = "a\0b\ud800c";
    database.change(
        tx -> store.create(tx.handle(), session, name, NOW, Origin.UNKNOWN, revision(1, null)));

    assertThat(service.get(session).name()).isEqualTo("a\ufffdb\ufffdc");
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
  void looksWell() {
    assertThat(keeper().look()).isEqualTo(StorageCondition.OK);
  }

  @Test
  void knowsNoOtherSession() {
    assertThatThrownBy(() -> service.get(new SessionId(ids.next())))
        .isInstanceOf(EditorException.class)
        .has(code("SESSION_NOT_FOUND"));
  }

  @Test
  void movesTheHeadAndRemembersTheWayBack() {
    SessionId session = create();
    database.change(tx -> store.append(tx.handle(), session, List.of(revision(2, 1))));

    database.change(tx -> move(tx, session, History::undo));
    assertThat(service.get(session).canRedo()).isTrue();
    database.change(tx -> move(tx, session, History::redo));

    assertThat(service.get(session).headNumber()).isEqualTo(2);
  }

  @Test
  void remembersWhereAResetCameFrom() {
    SessionId session = create();
    database.change(tx -> store.append(tx.handle(), session, List.of(revision(2, 1))));
    database.change(tx -> store.append(tx.handle(), session, List.of(revision(3, 2))));

    database.change(tx -> move(tx, session, History::reset));
    assertThat(service.get(session).resetFrom()).isEqualTo(3);
    database.change(tx -> move(tx, session, History::undo));

    assertThat(service.get(session).headNumber()).isEqualTo(3);
    assertThat(service.get(session).resetFrom()).isNull();
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
