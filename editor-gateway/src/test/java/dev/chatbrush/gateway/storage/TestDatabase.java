package dev.chatbrush.gateway.storage;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A database with its tables, as a gateway has it open. */
public final class TestDatabase {
  private TestDatabase() {}

  public static Database open(DataSource source, boolean shared) {
    Flyway.configure().dataSource(source).locations("db/migration").load().migrate();
    return new Database(source, !shared, new PostgresKeeper(source, () -> {}), new StorageState());
  }
}
