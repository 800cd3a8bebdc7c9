package dev.chatbrush.gateway.event;

import dev.chatbrush.gateway.api.RandomIds;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.storage.TestDatabase;
import org.h2.jdbcx.JdbcDataSource;

class H2EventTest extends EventContract {
  @Override
  Database open() {
    JdbcDataSource source = new JdbcDataSource();
    source.setUrl("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(new RandomIds().next()));
    return TestDatabase.open(source, false);
  }
}
