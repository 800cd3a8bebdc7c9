package dev.chatbrush.gateway.storage;

import static dev.chatbrush.gateway.testing.Failures.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.Problem;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What H2's own errors are told as. */
class StorageProblemsTest {
  @TempDir Path folder;
  private final StorageState state = new StorageState();
  private final JdbcDataSource source = new JdbcDataSource();
  private H2Keeper keeper;
  private Database database;

  @BeforeEach
  void open() {
    source.setUrl("jdbc:h2:chatbrush:" + folder.resolve("rows"));
    keeper = OpenDatabase.h2(source.getUrl(), 0, 1 << 20, () -> {}, () -> {});
    keeper.restore();
    database = new Database(source, true, keeper, state);
    database.change(
        tx ->
            tx.handle()
                .execute(
                    "create table note (id integer primary key, text varchar(9) not null,"
                        + " parent integer references note (id))"));
    database.change(tx -> tx.handle().execute("insert into note values (1, 'first', null)"));
  }

  @AfterEach
  void close() {
    keeper.close();
  }

  private AbstractThrowableAssert<?, ?> written(String sql) {
    return assertThatThrownBy(() -> database.change(tx -> tx.handle().execute(sql)));
  }

  private AbstractThrowableAssert<?, ?> read(String sql) {
    return assertThatThrownBy(
        () -> database.read(handle -> handle.createQuery(sql).mapTo(String.class).one()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into note values (1, 'again', null)", // 23505
        "insert into note values (2, null, null)", // 23502
        "insert into note values (2, 'lost', 7)", // 23506
        "insert into note values (2, 'longer than nine', null)", // 22001
        "insert into note values ('two', 'two', null)", // 22018
        "insert into notes values (2, 'two', null)", // 42S02
        "insert note", // 42001
      })
  void whatIsWrongWithTheSqlIsOurFault(String sql) {
    state.become(StorageCondition.OK);

    written(sql)
        .has(code("INTERNAL_ERROR"))
        .hasCauseInstanceOf(JdbiException.class)
        .satisfies(failure -> assertThat(Problem.isOwnFault((EditorException) failure)).isTrue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"select nothing from note", "selec text", "select 1/0", "select :unbound"})
  void soItIsWhenReading(String sql) {
    read(sql).has(code("INTERNAL_ERROR"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "08003", "57P01"})
  void aLostConnectionIsNoDisk(String state) {
    written("call signal('%s', 'gone')".formatted(state)).has(code("STORAGE_UNREACHABLE"));
    read("select signal('%s', 'gone')".formatted(state)).has(code("STORAGE_UNREACHABLE"));
  }

  @Test
  void aDatabaseThatIsNotThereIsNoDisk() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    source.setUrl("jdbc:h2:tcp://127.0.0.1:%d/rows".formatted(free));

    written("insert into note values (2, 'two', null)").has(code("STORAGE_UNREACHABLE"));
    read("select text from note").has(code("STORAGE_UNREACHABLE"));
  }

  @Test
  void aDiskThatRefusesIsTheDisk() {
    written("call signal('53100', 'no space left on device')")
        .has(code("STORAGE_FAILED"))
        .hasMessageContaining("The disk refused it");
  }

  @Test
  void aDatabaseThatTakesNoRowsIsStorage() {
    source.setUrl(source.getUrl() + ";ACCESS_MODE_DATA=r");
    keeper.close();

    written("insert into note values (2, 'two', null)").has(code("STORAGE_FAILED")); // 90097
  }
}
