package dev.chatbrush.gateway.storage;

import io.opentelemetry.instrumentation.annotations.WithSpan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Reads and changes rows. Thread-safe. */
@ApplicationScoped
public class Database {
  private static final Logger LOG = Logger.getLogger(Database.class);

  private final Jdbi jdbi;
  private final boolean h2;
  private final DatabaseKeeper keeper;
  private final StorageState state;

  @Inject
  Database(OpenDatabase open, StorageState state) {
    this(open.source(), open.isH2(), open.keeper(), state);
  }

  Database(DataSource source, boolean h2, DatabaseKeeper keeper, StorageState state) {
    this.jdbi = Jdbi.create(source).registerArgument(new PlainText());
    this.h2 = h2;
    this.keeper = keeper;
    this.state = state;
  }

  /**
   * Reads; {@code work} runs again where the database was closed under it and could be opened.
   * Failures surface as STORAGE_UNREACHABLE, those of the SQL as INTERNAL_ERROR.
   */
  public <T> T read(Function<Handle, T> work) {
    try {
      return jdbi.withHandle(work::apply);
    } catch (JdbiException e) {
      LOG.debugf(e, "a read failed");
      return readAgain(work, e);
    }
  }

  private <T> T readAgain(Function<Handle, T> work, JdbiException first) {
    if (StorageProblems.isOurs(first) || !keeper.restore()) {
      throw StorageProblems.ofRead(first);
    }
    try {
      return jdbi.withHandle(work::apply);
    } catch (JdbiException e) {
      throw StorageProblems.ofRead(e);
    }
  }

  /**
   * Runs in one transaction; when this returns the change survives a crash and what is to follow it
   * has been done. What finds no connection is begun again once there is one. Fails with
   * STORAGE_FAILED where the disk is full, with INTERNAL_ERROR where the SQL is wrong.
   */
  @WithSpan("store rows")
  public <T> T write(Function<Transaction, T> work) {
    state.requireRoom();
    return store(work);
  }

  /** As {@link #write}, for a few small rows: goes on while the disk is full. */
  @WithSpan("store rows")
  public <T> T writeFromReserve(Function<Transaction, T> work) {
    state.requireReserve();
    return store(work);
  }

  /** Fails with STORAGE_FAILED where {@link #write} would: before work that would be in vain. */
  public void requireRoom() {
    state.requireRoom();
  }

  private <T> T store(Function<Transaction, T> work) {
    AtomicReference<Transaction> done = new AtomicReference<>();
    T result = commit(work, done);
    done.get().committed();
    return result;
  }

  private <T> T commit(Function<Transaction, T> work, AtomicReference<Transaction> done) {
    try {
      T result = begin(work, done);
      if (h2) {
        // H2 writes at commit but leaves the fsync to later; PostgreSQL does both.
        jdbi.useHandle(handle -> handle.execute("checkpoint sync"));
      }
      return result;
    } catch (JdbiException e) {
      throw StorageProblems.ofWrite(state.now(), e);
    }
  }

  private <T> T begin(Function<Transaction, T> work, AtomicReference<Transaction> done) {
    try {
      return transact(work, done);
    } catch (ConnectionException e) {
      if (done.get() != null || !keeper.restore()) {
        throw e;
      }
      return transact(work, done);
    }
  }

  private <T> T transact(Function<Transaction, T> work, AtomicReference<Transaction> done) {
    return jdbi.inTransaction(
        handle -> {
          done.set(new Transaction(handle));
          return work.apply(done.get());
        });
  }

  /** As {@link #write}, without a result. */
  public void change(Consumer<Transaction> work) {
    write(returningNothing(work));
  }

  /** As {@link #writeFromReserve}, without a result. */
  public void changeFromReserve(Consumer<Transaction> work) {
    writeFromReserve(returningNothing(work));
  }

  /** Runs in a transaction of which nothing stays. */
  public void rehearse(Consumer<Handle> work) {
    jdbi.useHandle(
        handle -> {
          handle.begin();
          try {
            work.accept(handle);
          } finally {
            handle.rollback();
          }
        });
  }

  private static Function<Transaction, Void> returningNothing(Consumer<Transaction> work) {
    return transaction -> {
      work.accept(transaction);
      return null;
    };
  }

  /** Whether other gateways may use it at the same time. */
  public boolean isShared() {
    return !h2;
  }

  /** A moment as the tables hold it. */
  public static OffsetDateTime moment(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
