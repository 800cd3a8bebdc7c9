package dev.chatbrush.gateway.storage;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * Holds an H2 database open by a connection of its own, which no pool's timeout interrupts. A
 * failed write closes H2 for good; then it is opened again, only to be read while the disk takes no
 * writes. Thread-safe.
 */
final class H2Keeper implements DatabaseKeeper {
  private static final Logger LOG = Logger.getLogger(H2Keeper.class);
  private static final String READ_ONLY = ";ACCESS_MODE_DATA=r";

  private final String url;
  private final DiskRoom room;
  private final Reserve reserve;
  private final Runnable drop;
  private final Runnable opened;
  private Connection held;
  private boolean takesRows;

  /**
   * Opens the database.
   *
   * @param drop closes the pool's connections
   * @param opened what is to be done once it takes rows for the first time
   */
  H2Keeper(String url, DiskRoom room, Reserve reserve, Runnable drop, Runnable opened) {
    this.url = url;
    this.room = room;
    this.reserve = reserve;
    this.drop = drop;
    this.opened = opened;
  }

  @Override
  public StorageCondition look() {
    StorageCondition disk = room.look();
    boolean writable = disk != StorageCondition.READ_ONLY;
    if (!restore(writable)) {
      return StorageCondition.UNREACHABLE;
    }
    if (!writable || !takesRows()) {
      return StorageCondition.READ_ONLY;
    }
    return disk.worse(reserve());
  }

  private StorageCondition reserve() {
    try {
      if (reserve.fill()) {
        return StorageCondition.OK;
      }
    } catch (IOException e) {
      LOG.debugf(e, "no room can be set aside");
    }
    return reserve.isSpent() ? StorageCondition.SPENT : StorageCondition.FULL;
  }

  @Override
  public boolean restore() {
    return restore(room.look() != StorageCondition.READ_ONLY);
  }

  private synchronized boolean restore(boolean writable) {
    if (answers() && (takesRows || !writable)) {
      return true;
    }
    // In a thread that nobody interrupts: H2 gives up where its opening is.
    return CompletableFuture.supplyAsync(
            () -> reopen(writable), opening -> new Thread(opening, "h2-opening").start())
        .join();
  }

  private boolean reopen(boolean writable) {
    if (held != null) {
      LOG.warn("H2 is opened again");
    }
    release();
    drop.run();
    try {
      held = open(writable);
      takesRows = !held.isReadOnly();
      if (takesRows) {
        prepare(held);
      }
      return true;
    } catch (SQLException e) {
      LOG.errorf(e, "H2 cannot be opened");
      return false;
    }
  }

  private Connection open(boolean writable) throws SQLException {
    if (writable) {
      try {
        return DriverManager.getConnection(url);
      } catch (SQLException e) {
        LOG.warnf("H2 cannot be opened to write: %s", e.getMessage());
      }
    }
    return DriverManager.getConnection(url + READ_ONLY);
  }

  private void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // Otherwise a commit waits in memory for up to half a second, and a kill loses it.
      statement.execute("set write_delay 0");
    }
    opened.run();
  }

  /**
   * Whether it and the pool's next connection read. H2 finds what is open by its name, and who
   * notices late that it was closed takes the name from what was opened since: then the next one is
   * told that the file is in use.
   */
  private boolean answers() {
    if (held == null || !answers(held)) {
      return false;
    }
    try (Connection next = DriverManager.getConnection(url)) {
      return answers(next);
    } catch (SQLException e) {
      LOG.debugf(e, "H2 takes no connection");
      return false;
    }
  }

  /** Not isValid: after a failed write that is true of a connection that cannot read. */
  private static boolean answers(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      return statement.execute("select 1");
    } catch (SQLException e) {
      LOG.debugf(e, "H2 is closed");
      return false;
    }
  }

  @Override
  public synchronized boolean takesRows() {
    return takesRows;
  }

  @Override
  public synchronized void close() {
    release();
  }

  private void release() {
    takesRows = false;
    if (held != null) {
      try {
        held.close();
      } catch (SQLException e) {
        LOG.debugf(e, "H2 was closed already");
      }
    }
  }
}
