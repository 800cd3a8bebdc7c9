package dev.chatbrush.gateway.signal;

import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.storage.GatewayName;
import dev.chatbrush.gateway.storage.StorageConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Listens as long as this gateway runs, where others may share its database. */
@ApplicationScoped
public class Listening {
  private static final String CONNECT_SECONDS = "5";

  private final boolean shared;
  private final StorageConfig.Postgresql database;
  private final Ear ear;

  public Listening(
      Database database,
      StorageConfig config,
      GatewayName self,
      Event<Signal> signals,
      Event<SignalsMissed> missed) {
    this.shared = database.isShared();
    this.database = config.postgresql();
    this.ear =
        new Ear(this::open, self.value(), signals::fire, () -> missed.fire(new SignalsMissed()));
  }

  /** Not of the pool, which lends connections for moments and drops those that it thinks idle. */
  private Connection open() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", database.username());
    database.password().ifPresent(password -> properties.setProperty("password", password));
    properties.setProperty("ApplicationName", "chatbrush-signals");
    properties.setProperty("connectTimeout", CONNECT_SECONDS);
    properties.setProperty("tcpKeepAlive", "true");
    return DriverManager.getConnection(database.url(), properties);
  }

  void begin(@Observes StartupEvent start) {
    if (shared) {
      ear.begin();
    }
  }

  void end(@Observes ShutdownEvent stop) {
    ear.close();
  }
}
