package dev.chatbrush.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would close H2 for good does not, or it is open again by the next question. */
class H2KeeperTest {
  @TempDir Path folder;
  private final JdbcDataSource source = new JdbcDataSource();
  private H2Keeper keeper;
  private Database database;

  @BeforeEach
  void open() {
    source.setUrl("jdbc:h2:chatbrush:" + folder.resolve("deep").resolve("rows"));
    keeper = OpenDatabase.h2(source.getUrl(), 0, 1 << 20, () -> {}, () -> {});
    assertThat(keeper.restore()).isTrue();
    database = new Database(source, true, keeper, new StorageState());
    database.change(tx -> tx.handle().execute("create table note (text varchar)"));
  }

  @AfterEach
  void close() {
    keeper.close();
  }

  private void note(String text) {
    database.change(tx -> tx.handle().execute("insert into note values (?)", text));
  }

  private Long notes() {
    return database.read(
        handle -> handle.createQuery("select count(*) from note").mapTo(Long.class).one());
  }

  @Test
  void opensInAThreadThatIsInterrupted() throws InterruptedException {
    for (int attempt = 0; attempt < 20; attempt++) {
      keeper.close();
      AtomicBoolean opened = new AtomicBoolean();
      boolean early = attempt % 2 == 0;
      Thread opening = new Thread(() -> openOnce(opened, early));
      opening.start();
      Thread.sleep(attempt); // somewhere within
      opening.interrupt();
      opening.join();

      assertThat(opened).as("interrupted after %d ms", attempt).isTrue();
    }
    note("goes on");
    assertThat(notes()).isEqualTo(1);
  }

  private void openOnce(AtomicBoolean opened, boolean early) {
    if (early) {
      Thread.currentThread().interrupt();
    }
    opened.set(keeper.restore());
  }

  @Test
  void writesInAThreadThatIsInterrupted() {
    for (int i = 0; i < 50; i++) {
      Thread.currentThread().interrupt();
      try {
        note("interrupted");
      } finally {
        assertThat(Thread.interrupted()).isTrue();
      }
    }
    assertThat(notes()).isEqualTo(50);
  }

  @Test
  void readsAfterItWasClosed() throws SQLException {
    note("kept");
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("shutdown immediately"); // as a failed write does
    }

    assertThat(notes()).isEqualTo(1);
    note("again");
    assertThat(notes()).isEqualTo(2);
    assertThat(keeper.look()).isEqualTo(StorageCondition.OK);
  }

  @Test
  void comesBackAfterAFailedWrite() throws SQLException {
    note("kept");
    try (Connection connection = source.getConnection()) {
      // What H2 does to itself when a write fails: its connections stay, and cannot read.
      opened(connection).getStore().getMvStore().closeImmediately();
    }

    assertThat(keeper.look()).isEqualTo(StorageCondition.OK);
    assertThat(notes()).isEqualTo(1);
    note("again");
    assertThat(notes()).isEqualTo(2);
  }

  @Test
  void readsThoughTheClosedOneIsLeftLate() throws SQLException {
    note("kept");
    leaveTheClosedOneLate();

    assertThat(notes()).isEqualTo(1);
  }

  @Test
  void writesThoughTheClosedOneIsLeftLate() throws SQLException {
    note("kept");
    leaveTheClosedOneLate();

    note("again");
    assertThat(notes()).isEqualTo(2);
  }

  private void leaveTheClosedOneLate() throws SQLException {
    try (Connection late = source.getConnection()) {
      org.h2.engine.Database closed = opened(late);
      closed.getStore().getMvStore().closeImmediately();
      assertThat(keeper.look()).isEqualTo(StorageCondition.OK);
      // What the last one to notice does: H2 forgets what is open by that name now.
      closed.shutdownImmediately();
    }
  }

  private static org.h2.engine.Database opened(Connection connection) throws SQLException {
    return ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession()).getDatabase();
  }

  @Test
  void isItsOwnersAlone() throws IOException {
    keeper.look(); // sets room aside
    try (Stream<Path> all = Files.walk(folder.resolve("deep"))) {
      for (Path path : all.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
      }
    }
  }
}
