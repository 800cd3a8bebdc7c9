package dev.chatbrush.gateway.signal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears what other gateways tell, on a connection of its own and a thread of its own. Where the
 * connection breaks it opens another, waiting longer each time, and says that something was missed.
 */
final class Ear implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Ear.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** After so long without a word the connection is asked whether it lives. */
  private static final Duration QUIET = Duration.ofSeconds(2);

  private static final int ANSWER_SECONDS = 2;

  private final Line line;
  private final String self;
  private final Consumer<Signal> hears;
  private final Runnable missed;
  private final Thread thread;
  private volatile boolean closed;
  private Duration pause = FIRST_PAUSE;

  /** Opens a connection that nobody else uses. */
  @FunctionalInterface
  interface Line {
    Connection open() throws SQLException;
  }

  /**
   * @param self whose own signals are passed over
   * @param hears each signal, in the order of the commits
   * @param missed called whenever it has begun to listen
   */
  Ear(Line line, String self, Consumer<Signal> hears, Runnable missed) {
    this.line = line;
    this.self = self;
    this.hears = hears;
    this.missed = missed;
    this.thread = new Thread(this::run, "signals");
    thread.setDaemon(true);
  }

  void begin() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      try (Connection connection = line.open()) {
        listen(connection);
      } catch (SQLException e) {
        if (!closed) {
          LOG.warnf("other gateways are not heard for now: %s", e.getMessage());
        }
      }
      rest();
    }
  }

  private void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + Signals.CHANNEL);
    }
    guarded(missed);
    pause = FIRST_PAUSE;
    PGConnection postgres = connection.unwrap(PGConnection.class);
    while (!closed) {
      PGNotification[] heard = postgres.getNotifications((int) QUIET.toMillis());
      if ((heard == null || heard.length == 0) && !connection.isValid(ANSWER_SECONDS)) {
        throw new SQLException("the database does not answer");
      }
      for (PGNotification one : heard == null ? new PGNotification[0] : heard) {
        hear(one.getParameter());
      }
    }
  }

  void hear(String wire) {
    guarded(() -> Signal.read(wire).filter(other -> !other.sender().equals(self)).ifPresent(hears));
  }

  /** One signal that cannot be read or followed must not make deaf for the next. */
  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("what another gateway told cannot be followed", e);
    }
  }

  private void rest() {
    try {
      Thread.sleep(closed ? 0 : pause.toMillis());
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    }
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
