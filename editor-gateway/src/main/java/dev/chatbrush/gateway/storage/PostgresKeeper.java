package dev.chatbrush.gateway.storage;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** PostgreSQL answers or does not. A pool's connections that a restart of it broke are dropped. */
final class PostgresKeeper implements DatabaseKeeper {
  private static final Logger LOG = Logger.getLogger(PostgresKeeper.class);
  private static final int ANSWER_SECONDS = 2;

  private final DataSource pool;
  private final Runnable drop;

  /**
   * @param drop closes the pool's connections
   */
  PostgresKeeper(DataSource pool, Runnable drop) {
    this.pool = pool;
    this.drop = drop;
  }

  @Override
  public StorageCondition look() {
    return restore() ? StorageCondition.OK : StorageCondition.UNREACHABLE;
  }

  @Override
  public boolean restore() {
    if (answers()) {
      return true;
    }
    drop.run();
    return answers();
  }

  private boolean answers() {
    try (Connection connection = pool.getConnection()) {
      return connection.isValid(ANSWER_SECONDS);
    } catch (SQLException e) {
      LOG.debugf(e, "PostgreSQL does not answer");
      return false;
    }
  }

  @Override
  public boolean takesRows() {
    return true;
  }

  @Override
  public void close() {
    // the pool is not ours
  }
}
