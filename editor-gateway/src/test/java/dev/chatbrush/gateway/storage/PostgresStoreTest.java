package dev.chatbrush.gateway.storage;

import static dev.chatbrush.gateway.testing.Failures.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@Tag("postgres")
class PostgresStoreTest extends StoreContract {
  private static PGSimpleDataSource at(String url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    return source;
  }

  @Override
  DataSource source() {
    return at(PostgresServer.url());
  }

  @Override
  DatabaseKeeper keeper() {
    return new PostgresKeeper(source(), () -> {});
  }

  @Test
  void saysThatItIsGone() {
    DataSource gone = at("jdbc:postgresql://127.0.0.1:1/nowhere");
    PostgresKeeper keeper = new PostgresKeeper(gone, () -> {});
    Database database = new Database(gone, false, keeper, new StorageState());

    assertThat(keeper.look()).isEqualTo(StorageCondition.UNREACHABLE);
    assertThatThrownBy(() -> database.read(handle -> handle.execute("select 1")))
        .has(code("STORAGE_UNREACHABLE"));
    assertThatThrownBy(() -> database.change(tx -> tx.handle().execute("select 1")))
        .has(code("STORAGE_UNREACHABLE"));
  }
}
