package dev.chatbrush.gateway.status;

import dev.chatbrush.gateway.agent.AgentClient;
import dev.chatbrush.gateway.event.Event;
import dev.chatbrush.gateway.event.EventHub;
import dev.chatbrush.gateway.grpc.RemoteState;
import dev.chatbrush.gateway.selection.MaskClient;
import dev.chatbrush.gateway.storage.StorageState;
import dev.chatbrush.gateway.telemetry.Meters;
import dev.chatbrush.gateway.telemetry.Untraced;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Asks the other services every second how they are, and tells the pages when it changes. Who asks
 * in between hears nothing older than {@value #FRESH_MILLIS} ms, unless a part is slow to answer.
 */
@ApplicationScoped
public class StatusMonitor {
  private static final Logger LOG = Logger.getLogger(StatusMonitor.class);
  private static final String OK = "ok";
  private static final String DOWN = "down";
  private static final String DEGRADED = "degraded";

  private static final long FRESH_MILLIS = 250;

  private final MaskClient mask;
  private final AgentClient agent;
  private final StorageState storage;
  private final Supervision supervision;
  private final EventHub hub;
  private final String version;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile StatusView last;
  private volatile long lookedNanos;

  public StatusMonitor(
      MaskClient mask,
      AgentClient agent,
      StorageState storage,
      Supervision supervision,
      EventHub hub,
      MeterRegistry meters,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.mask = mask;
    this.agent = agent;
    this.storage = storage;
    this.supervision = supervision;
    this.hub = hub;
    this.version = version;
    Gauge.builder(Meters.DEGRADED, this, StatusMonitor::degraded).register(meters);
    storage.onChange(this::heard);
  }

  private double degraded() {
    StatusView now = last;
    return now != null && now.status().equals(DEGRADED) ? 1 : 0;
  }

  /** As it is now; the services as last seen while somebody else is looking. */
  StatusView status() {
    StatusView now = last;
    boolean fresh = System.nanoTime() - lookedNanos < TimeUnit.MILLISECONDS.toNanos(FRESH_MILLIS);
    return now == null || (!fresh && !looking.isLocked()) ? look() : withStorage();
  }

  /** Storage changed: that is told without asking the services. */
  private void heard() {
    if (last != null) {
      withStorage();
    }
  }

  private synchronized StatusView withStorage() {
    return tell(last.withStorage(storage.now().word()));
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void check() {
    look();
  }

  private StatusView look() {
    looking.lock();
    try {
      StatusView now = view(mask.status(), Untraced.call(agent::status));
      lookedNanos = System.nanoTime();
      return tell(now);
    } finally {
      looking.unlock();
    }
  }

  private synchronized StatusView tell(StatusView now) {
    if (!now.equals(last)) {
      if (last != null || now.status().equals(DEGRADED)) {
        // The one line for what is down: a refused call has none of its own.
        Logger.Level level = now.status().equals(DEGRADED) ? Logger.Level.WARN : Logger.Level.INFO;
        LOG.logf(level, "status %s: %s %s", now.status(), now.parts(), now.faults());
      }
      last = now;
      hub.publishToAll(Event.passing("status", now));
    }
    return now;
  }

  /** Triton counts as there when each service that answers has its models. */
  private StatusView view(RemoteState masks, RemoteState edits) {
    boolean someAnswer = masks.reachable() || edits.reachable();
    boolean engine =
        someAnswer
            && (!masks.reachable() || masks.engineReady())
            && (!edits.reachable() || edits.engineReady());
    StatusView.Parts parts =
        new StatusView.Parts(
            word(masks.reachable()), word(edits.reachable()), word(engine), storage.now().word());
    String planner = edits.planner().isEmpty() ? "rules" : edits.planner();
    return StatusView.of(parts, supervision.faults(parts.down()), planner, version);
  }

  private static String word(boolean there) {
    return there ? OK : DOWN;
  }
}
