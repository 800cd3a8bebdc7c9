package dev.chatbrush.gateway.journal;

import dev.chatbrush.gateway.api.RandomIds;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

class H2LeaseTest extends LeaseContract {
  private final JdbcDataSource source = new JdbcDataSource();

  H2LeaseTest() {
    source.setUrl("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(new RandomIds().next()));
  }

  @Override
  DataSource source() {
    return source;
  }
}
