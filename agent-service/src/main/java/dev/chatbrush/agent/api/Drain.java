package dev.chatbrush.agent.api;

import dev.chatbrush.agent.edit.ToolConfig;
import dev.chatbrush.agent.edit.ToolProblem;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * When this service is asked to stop, calls that run may end; new ones are sent away, so that their
 * callers go to another. Thread-safe.
 */
@ApplicationScoped
class Drain {
  private static final Logger LOG = Logger.getLogger(Drain.class);
  private static final int FIRST = 1;
  private static final int LOOK_MILLIS = 100;

  private final AtomicInteger running = new AtomicInteger();
  private final Duration longest;
  private volatile boolean leaving;

  Drain(ToolConfig config) {
    this.longest = config.drain();
  }

  /** Does the work of a call, or throws the problem that sends its caller away. */
  void run(Runnable work) {
    running.incrementAndGet();
    try {
      if (leaving) {
        throw ToolProblem.leaving();
      }
      work.run();
    } finally {
      running.decrementAndGet();
    }
  }

  void end(@Observes @Priority(FIRST) ShutdownEvent stop) throws InterruptedException {
    leaving = true;
    long end = System.nanoTime() + longest.toNanos();
    while (running.get() > 0 && System.nanoTime() < end) {
      Thread.sleep(LOOK_MILLIS);
    }
    if (running.get() > 0) {
      LOG.warnf("%d calls have not ended after %s", running.get(), longest);
    }
  }
}
