package dev.chatbrush.gateway.edit;

import dev.chatbrush.calls.CallOwner;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.event.Event;
import dev.chatbrush.gateway.owner.LoginConfig;
import dev.chatbrush.gateway.owner.Owner;
import dev.chatbrush.gateway.owner.SessionOwners;
import dev.chatbrush.gateway.owner.StorageShare;
import dev.chatbrush.gateway.telemetry.Meters;
import dev.chatbrush.gateway.turn.MeanTime;
import dev.chatbrush.gateway.turn.Places;
import dev.chatbrush.gateway.turn.Turns;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The edits that run or wait on this server: so many at once, no more in the queue, and in turns of
 * their owners.
 */
@ApplicationScoped
public class EditJobs {
  private static final Logger LOG = Logger.getLogger(EditJobs.class);
  private static final int STOP_SECONDS = 10;
  private static final int LOOK_MILLIS = 250;

  private final Map<String, EditJob> running = new ConcurrentHashMap<>();
  private final Map<String, Owner> placed = new ConcurrentHashMap<>();
  private final Map<String, Runnable> waiting = new ConcurrentHashMap<>();
  private final Turns turns = new Turns();
  private final MeanTime mean = new MeanTime();
  private final Places places;
  private final SessionOwners owners;
  private final StorageShare share;
  private final ThreadPoolExecutor workers;
  private final Tracer tracer;

  public EditJobs(
      EditConfig config,
      LoginConfig login,
      SessionOwners owners,
      StorageShare share,
      Tracer tracer,
      MeterRegistry meters) {
    this.tracer = tracer;
    this.owners = owners;
    this.share = share;
    int most = config.workers() + config.queue();
    places = new Places(most, login.required() ? Math.max(1, most * 3 / 4) : most);
    int atOnce = config.workers();
    workers =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(), // bounded by the places
            task -> new Thread(task, "edit"));
    meters.gauge(Meters.EDITS_RUNNING, workers, ThreadPoolExecutor::getActiveCount);
    meters.gauge(Meters.EDITS_WAITING, workers, pool -> pool.getQueue().size());
  }

  /**
   * Takes a place, or fails with OVERLOADED, STORED_TOO_MUCH; {@link #start} or {@link #leave}
   * gives it back.
   */
  public void enter(EditJob job) {
    share.require(owners.of(job.session()).orElseThrow(job.session()::notFound));
    if (!tryEnter(job.session(), job.id())) {
      throw EditProblems.overloaded();
    }
  }

  /** As {@link #enter}; false where there is no place. */
  boolean tryEnter(SessionId session, String editId) {
    Owner owner = owners.of(session).orElseThrow(session::notFound);
    boolean taken = places.take(owner);
    if (taken) {
      placed.put(editId, owner);
    }
    return taken;
  }

  public void leave(String editId) {
    places.give(placed.remove(editId));
  }

  /**
   * Runs {@code work} when its turn comes, as a span {@code edit} of the trace that asked for it:
   * the request may have been answered by then.
   */
  public void start(EditJob job, Runnable work) {
    running.put(job.id(), job);
    Span span = tracer.spanBuilder("edit").setAttribute("chatbrush.edit", job.id()).startSpan();
    Runnable turn = Context.current().with(span).wrap(() -> run(job, work, span));
    waiting.put(job.id(), turn);
    turns.add(placed.get(job.id()), turn);
    workers.execute(() -> turns.next().run());
  }

  private void run(EditJob job, Runnable work, Span span) {
    waiting.remove(job.id());
    long began = System.nanoTime();
    Owner owner = placed.get(job.id());
    job.story().begins(owner.value());
    try {
      job.tellTurn();
      CallOwner.in(io.grpc.Context.current(), owner.pseudonym()).run(work);
    } catch (RuntimeException e) {
      LOG.errorf(e, "edit %s ended without an outcome", job.id());
      span.setStatus(StatusCode.ERROR);
    } finally {
      mean.add(System.nanoTime() - began);
      running.remove(job.id());
      leave(job.id());
      span.end();
    }
  }

  /** Empty where it does not wait here. */
  public Optional<EditEvents.Waiting> waiting(String editId) {
    Runnable turn = waiting.get(editId);
    OptionalInt ahead = turn == null ? OptionalInt.empty() : turns.ahead(turn);
    return ahead.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new EditEvents.Waiting(
                ahead.getAsInt(), mean.until(ahead.getAsInt() + 1, workers.getCorePoolSize())));
  }

  /** Tells pages how edits that wait come forward. */
  @Scheduled(every = "1s")
  void tellWaiting() {
    for (String editId : waiting.keySet()) {
      EditJob job = running.get(editId);
      if (job != null) {
        waiting(editId).ifPresent(job::tell);
      }
    }
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

  /** Waits until nothing runs or waits any more. */
  void awaitEnd(Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    while (!running.isEmpty() && System.nanoTime() < end) {
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException hurry) {
        Thread.currentThread().interrupt();
        return;
      }
    }
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
