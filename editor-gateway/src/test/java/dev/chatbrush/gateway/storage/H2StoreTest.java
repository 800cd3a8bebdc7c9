package dev.chatbrush.gateway.storage;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class H2StoreTest extends StoreContract {
  @TempDir static Path folder;
  private JdbcConnectionPool pool;

  @Override
  DataSource source() {
    pool = JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("contract"), "", "");
    return pool;
  }

  @Override
  boolean isH2() {
    return true;
  }

  @AfterEach
  void close() {
    pool.dispose();
  }
}
