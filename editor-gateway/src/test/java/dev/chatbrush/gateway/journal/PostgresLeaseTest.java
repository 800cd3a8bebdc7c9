package dev.chatbrush.gateway.journal;

import dev.chatbrush.gateway.storage.PostgresServer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.postgresql.ds.PGSimpleDataSource;

@Tag("postgres")
class PostgresLeaseTest extends LeaseContract {
  @Override
  DataSource source() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(PostgresServer.url());
    return source;
  }
}
