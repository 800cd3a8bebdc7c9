package dev.chatbrush.gateway.storage;

import io.agroal.api.AgroalDataSource;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The active database. Its tables are made by Flyway before the first use. Thread-safe. */
@ApplicationScoped
public class Database {
  private final Jdbi jdbi;
  private final boolean h2;

  @Inject
  Database(
      StorageConfig config,
      @Any InjectableInstance<AgroalDataSource> h2,
      @DataSource("pg") InjectableInstance<AgroalDataSource> postgresql) {
    this(
        config.database() == StorageConfig.Kind.H2
            ? h2.select(jakarta.enterprise.inject.Default.Literal.INSTANCE).get()
            : postgresql.get(),
        config.database() == StorageConfig.Kind.H2);
  }

  public Database(javax.sql.DataSource source, boolean h2) {
    this.jdbi = Jdbi.create(source);
    this.h2 = h2;
    if (h2) {
      // Otherwise a commit waits in memory for up to half a second, and a kill loses it.
      jdbi.useHandle(handle -> handle.execute("set write_delay 0"));
    }
  }

  /** Reads; failures surface as {@link StorageFailedException}. */
  public <T> T read(Function<Handle, T> work) {
    try {
      return jdbi.withHandle(work::apply);
    } catch (JdbiException e) {
      throw new StorageFailedException(e);
    }
  }

  /**
   * Runs in one transaction; when this returns the change survives a crash and what is to follow it
   * has been done.
   */
  @WithSpan("store rows")
  public <T> T write(Function<Transaction, T> work) {
    AtomicReference<Transaction> done = new AtomicReference<>();
    T result = commit(work, done);
    done.get().committed();
    return result;
  }

  private <T> T commit(Function<Transaction, T> work, AtomicReference<Transaction> done) {
    try {
      T result =
          jdbi.inTransaction(
              handle -> {
                done.set(new Transaction(handle));
                return work.apply(done.get());
              });
      if (h2) {
        // H2 writes at commit but leaves the fsync to later; PostgreSQL does both.
        jdbi.useHandle(handle -> handle.execute("checkpoint sync"));
      }
      return result;
    } catch (JdbiException e) {
      throw new StorageFailedException(e);
    }
  }

  /** As {@link #write}, without a result. */
  public void change(Consumer<Transaction> work) {
    write(
        transaction -> {
          work.accept(transaction);
          return null;
        });
  }

  /** A moment as the tables hold it. */
  public static OffsetDateTime moment(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
