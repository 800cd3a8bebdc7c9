package dev.chatbrush.gateway.edit;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.event.Event;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The edits that run or wait on this server: so many at once, and no more in the queue. */
@ApplicationScoped
public class EditJobs {
  private static final Logger LOG = Logger.getLogger(EditJobs.class);
  private static final int STOP_SECONDS = 10;

  private final Map<String, EditJob> running = new ConcurrentHashMap<>();
  private final Semaphore places;
  private final ExecutorService workers;

  public EditJobs(EditConfig config) {
    places = new Semaphore(config.workers() + config.queue());
    workers = Executors.newFixedThreadPool(config.workers(), task -> new Thread(task, "edit"));
  }

  /** Takes a place, or fails with OVERLOADED; {@link #start} or {@link #leave} gives it back. */
  public void enter() {
    if (!places.tryAcquire()) {
      throw EditProblems.overloaded();
    }
  }

  public void leave() {
    places.release();
  }

  /** Runs {@code work} when its turn comes. */
  public void start(EditJob job, Runnable work) {
    running.put(job.id(), job);
    workers.execute(
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            LOG.errorf(e, "edit %s ended without an outcome", job.id());
          } finally {
            running.remove(job.id());
            leave();
          }
        });
  }

  /** A running edit of that session. */
  public Optional<EditJob> find(SessionId session, String editId) {
    return Optional.ofNullable(running.get(editId)).filter(job -> job.session().equals(session));
  }

  /** Where the edit stands that runs in that session: its newest events. Empty without one. */
  public List<Event> standing(SessionId session) {
    return running.values().stream()
        .filter(job -> job.session().equals(session))
        .flatMap(job -> job.events().newest().stream())
        .toList();
  }

  /** Cancels what runs and waits for it, so that each edit's end is stored. */
  @PreDestroy
  void stop() throws InterruptedException {
    running.values().forEach(EditJob::cancel);
    workers.shutdown();
    if (!workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
      LOG.warnf("%d edits did not stop in time; they count as interrupted", running.size());
    }
  }
}
