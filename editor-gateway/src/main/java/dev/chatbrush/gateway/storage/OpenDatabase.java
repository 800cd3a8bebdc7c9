package dev.chatbrush.gateway.storage;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.flyway.FlywayDataSource;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.flywaydb.core.Flyway;

/**
 * The configured database. It is opened and its tables are made before anybody uses it, and not by
 * the pool: that one interrupts who takes longer than its timeout, and an interrupted H2 is closed.
 */
@ApplicationScoped
public class OpenDatabase {
  private static final String H2 = "jdbc:h2:";

  private final AgroalDataSource pool;
  private final boolean h2;
  private final DatabaseKeeper keeper;

  @Inject
  OpenDatabase(
      StorageConfig config,
      @Default InjectableInstance<AgroalDataSource> h2,
      @DataSource("pg") InjectableInstance<AgroalDataSource> postgresql,
      @Default InjectableInstance<Flyway> h2Tables,
      @FlywayDataSource("pg") InjectableInstance<Flyway> postgresqlTables) {
    this.h2 = config.database() == StorageConfig.Kind.H2;
    this.pool = (this.h2 ? h2 : postgresql).get();
    Flyway tables = (this.h2 ? h2Tables : postgresqlTables).get();
    Runnable drop = () -> pool.flush(AgroalDataSource.FlushMode.ALL);
    if (this.h2) {
      this.keeper =
          h2(
              url(pool),
              config.keepFree().asLongValue(),
              config.reserve().asLongValue(),
              drop,
              once(tables::migrate));
      if (!keeper.restore()) {
        throw new IllegalStateException(
            "H2 cannot be opened at %s; the log has the reason above this".formatted(url(pool)));
      }
    } else {
      this.keeper = new PostgresKeeper(pool, drop);
      tables.migrate();
    }
  }

  private static String url(AgroalDataSource pool) {
    return pool.getConfiguration()
        .connectionPoolConfiguration()
        .connectionFactoryConfiguration()
        .jdbcUrl();
  }

  /** A keeper of the file that {@code url} names, with room set aside beside it. */
  static H2Keeper h2(String url, long keepFree, long size, Runnable drop, Runnable opened) {
    try {
      Path database = database(url);
      DurableFiles.createDirectories(database.getParent());
      Path folder = database.getParent().toRealPath();
      DiskRoom room = new DiskRoom(folder, keepFree);
      Path file = folder.resolve(database.getFileName() + ".reserve");
      Reserve reserve = new Reserve(file, size, room);
      ReservedFilePath.use(folder.resolve(database.getFileName()), reserve);
      return new H2Keeper(url, room, reserve, drop, opened);
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot write where %s is to be: %s; set chatbrush.storage.h2.file".formatted(url, e), e);
    }
  }

  private static Path database(String url) {
    String path = url.substring(H2.length()).replaceFirst(";.*", "");
    return Path.of(path.replaceFirst("^[a-z]{2,}:", "")).toAbsolutePath().normalize();
  }

  private static Runnable once(Runnable work) {
    AtomicBoolean done = new AtomicBoolean();
    return () -> {
      if (!done.get()) {
        work.run();
        done.set(true);
      }
    };
  }

  javax.sql.DataSource source() {
    return pool;
  }

  boolean isH2() {
    return h2;
  }

  DatabaseKeeper keeper() {
    return keeper;
  }

  @PreDestroy
  void close() {
    keeper.close();
  }
}
