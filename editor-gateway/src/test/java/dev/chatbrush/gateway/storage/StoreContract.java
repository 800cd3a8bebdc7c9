package dev.chatbrush.gateway.storage;

import static dev.chatbrush.gateway.storage.SampleRevisions.MASK;
import static dev.chatbrush.gateway.storage.SampleRevisions.NOW;
import static dev.chatbrush.gateway.storage.SampleRevisions.revision;
import static dev.chatbrush.gateway.testing.Failures.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.owner.Owner;
import dev.chatbrush.gateway.revision.History;
import dev.chatbrush.gateway.revision.Origin;
import dev.chatbrush.imaging.codec.file.ImageFormat;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What sessions and revisions must do on every database. */
abstract class StoreContract extends TransactionContract {
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
    database.change(
        tx -> store.create(tx.handle(), session, Owner.LOCAL, "a", NOW, origin, revision(1, null)));

    assertThat(service.origin(session)).isEqualTo(origin);
    assertThat(service.origin(create())).isEqualTo(Origin.UNKNOWN);
  }

  @Test
  void keepsTheOrderOfMessagesFromWhenIdsRose() {
    FluentConfiguration old =
        Flyway.configure()
            .dataSource(source())
            .locations("db/migration")
            .schemas("before")
            .cleanDisabled(false);
    old.load().clean();
    old.target("1").load().migrate();
    Jdbi.create(source())
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
        tx ->
            store.create(
                tx.handle(), session, Owner.LOCAL, name, NOW, Origin.UNKNOWN, revision(1, null)));

    assertThat(service.get(session).name()).isEqualTo("a\ufffdb\ufffdc");
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
}
