package dev.chatbrush.gateway.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.gateway.api.RandomIds;
import dev.chatbrush.gateway.signal.Soon;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.storage.PostgresServer;
import dev.chatbrush.gateway.storage.TestDatabase;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A preview of an edit, shown by another gateway than the one that carries it out. */
@Tag("postgres")
class PostgresPreviewsTest {
  private static final long PATIENCE_MILLIS = 20_000;

  private final String session = new RandomIds().next();
  private final String edit = new RandomIds().next();
  private Database database;
  private SharedPreviews here;
  private SharedPreviews there;

  @BeforeEach
  void begin() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(PostgresServer.url());
    database = TestDatabase.open(source, true);
    here = new SharedPreviews(database, new Soon(database));
    there = new SharedPreviews(database, new Soon(database));
    execute(
        "insert into session (id, name, created_at, head) values ('%s', 'a', now(), 1)", session);
    execute(
        "insert into edit (id, session_id, state, started_at) values ('%s', '%s', 'running', now())",
        edit, session);
  }

  private void execute(String sql, Object... values) {
    database.change(tx -> tx.handle().execute(sql.formatted(values)));
  }

  private Optional<byte[]> shown(int number) throws InterruptedException {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    Optional<byte[]> found = there.find(edit, number);
    while (found.isEmpty() && System.currentTimeMillis() < end) {
      Thread.sleep(20);
      found = there.find(edit, number);
    }
    return found;
  }

  @Test
  void isTheNewest() throws InterruptedException {
    here.keep(edit, 1, new byte[] {1});
    here.keep(edit, 2, new byte[] {2});

    assertThat(shown(2)).hasValue(new byte[] {2});
    assertThat(there.find(edit, 1)).as("who is slow is shown a newer one").hasValue(new byte[] {2});
    assertThat(there.find(edit, 3)).isEmpty();
  }

  @Test
  void isNoneOfAnEditThatHasEnded() throws InterruptedException {
    execute("update edit set state = 'completed' where id = '%s'", edit);
    String other = new RandomIds().next();
    execute(
        "insert into edit (id, session_id, state, started_at) values ('%s', '%s', 'running', now())",
        other, session);
    here.keep(edit, 1, new byte[] {1});
    here.keep(other, 1, new byte[] {1});

    while (there.find(other, 1).isEmpty()) {
      Thread.sleep(20); // both are written at once
    }
    assertThat(there.find(edit, 0)).isEmpty();
  }
}
