package dev.chatbrush.gateway.storage;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class H2StoreTest extends StoreContract {
  @TempDir static Path folder;
  private static JdbcDataSource source;
  private static H2Keeper keeper;

  @BeforeAll
  static void openFile() {
    source = new JdbcDataSource();
    source.setUrl("jdbc:h2:chatbrush:" + folder.resolve("contract"));
    keeper = OpenDatabase.h2(source.getUrl(), 0, 1 << 20, () -> {}, () -> {});
    keeper.restore();
  }

  @Override
  DataSource source() {
    return source;
  }

  @Override
  DatabaseKeeper keeper() {
    return keeper;
  }

  @AfterAll
  static void closeFile() {
    keeper.close();
  }
}
