package dev.chatbrush.gateway.storage;

import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Looks twice a second how storage is, and so brings back what was closed. */
@Startup
@ApplicationScoped
public class StorageWatch {
  private static final Logger LOG = Logger.getLogger(StorageWatch.class);
  private static final long EVERY_MILLIS = 500;

  private final OpenDatabase database;
  private final BlobStore blobs;
  private final StorageState state;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "storage-watch");
            thread.setDaemon(true);
            return thread;
          });

  public StorageWatch(OpenDatabase database, BlobStore blobs, StorageState state) {
    this.database = database;
    this.blobs = blobs;
    this.state = state;
  }

  @PostConstruct
  void start() {
    look(); // before the first request
    timer.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Looks now. */
  void look() {
    try {
      state.become(database.keeper().look().worse(blobs.condition()));
    } catch (RuntimeException e) {
      LOG.error("how storage is could not be found out; it is looked at again", e);
    }
  }

  @PreDestroy
  void stop() {
    timer.shutdown();
  }
}
