package dev.chatbrush.gateway.storage;

import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.postgresql.ds.PGSimpleDataSource;

@Tag("postgres")
class PostgresStoreTest extends StoreContract {

  @Override
  DataSource source() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(PostgresServer.url());
    return source;
  }

  @Override
  boolean isH2() {
    return false;
  }
}
