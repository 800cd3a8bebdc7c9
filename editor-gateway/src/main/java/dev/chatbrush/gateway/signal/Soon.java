package dev.chatbrush.gateway.signal;

import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.telemetry.Untraced;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Writes what other gateways should know soon and may miss, such as how far an edit is: nobody
 * waits for it, and of each thing only the newest is written. Does nothing where there can be no
 * other. Thread-safe.
 */
@ApplicationScoped
public class Soon {
  private static final Logger LOG = Logger.getLogger(Soon.class);
  private static final Duration DELAY = Duration.ofMillis(200);

  private final Database database;
  private final Map<String, Consumer<Handle>> waiting = new LinkedHashMap<>();
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "soon"));

  public Soon(Database database) {
    this.database = database;
  }

  /**
   * Has {@code work} done in a transaction within a fifth of a second, unless a newer one comes.
   */
  public void write(String thing, Consumer<Handle> work) {
    if (!database.isShared()) {
      return;
    }
    synchronized (waiting) {
      if (waiting.isEmpty()) {
        writer.schedule(this::writeAll, DELAY.toMillis(), TimeUnit.MILLISECONDS);
      }
      waiting.remove(thing); // so that it moves to the end
      waiting.put(thing, work);
    }
  }

  private void writeAll() {
    List<Consumer<Handle>> due;
    synchronized (waiting) {
      due = new ArrayList<>(waiting.values());
      waiting.clear();
    }
    try {
      Untraced.call(
          () -> {
            database.changeFromReserve(tx -> due.forEach(work -> work.accept(tx.handle())));
            return null;
          });
    } catch (EditorException e) {
      LOG.debugf(e, "%d things that others may miss are not told", due.size());
    }
  }

  @PreDestroy
  void close() {
    writer.shutdownNow();
  }
}
