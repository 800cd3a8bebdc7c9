package dev.chatbrush.mask.api;

import dev.chatbrush.calls.CallDeadline;
import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.mask.lane.Call;
import dev.chatbrush.mask.problem.MaskProblem;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Which calls are taken: all, until this service is asked to stop. Then those that run may end; new
 * ones are sent away, so that their callers go to another. Thread-safe.
 */
@ApplicationScoped
class Calls {
  private static final Logger LOG = Logger.getLogger(Calls.class);
  private static final int FIRST = 1;
  private static final int LOOK_MILLIS = 50;

  private final AtomicInteger running = new AtomicInteger();
  private final Duration timeout;
  private final Duration drain;
  private volatile boolean leaving;

  Calls(CallConfig config) {
    this.timeout = config.timeout();
    this.drain = config.drain();
  }

  /** Counts the call until it ends; false, and the call has failed, where it is sent away. */
  boolean take(Call call) {
    running.incrementAndGet();
    call.onEnd(running::decrementAndGet);
    boolean away = leaving;
    if (away) {
      call.fail(
          MaskProblem.of(
              ProblemCode.SERVER_LEAVING,
              "This server is just being replaced. Try again in a moment."));
    }
    return !away;
  }

  /** Until when a call may last that begins now. */
  CallDeadline deadline() {
    return CallDeadline.ofCaller(timeout);
  }

  void end(@Observes @Priority(FIRST) ShutdownEvent stop) throws InterruptedException {
    leaving = true;
    long end = System.nanoTime() + drain.toNanos();
    while (running.get() > 0 && System.nanoTime() < end) {
      Thread.sleep(LOOK_MILLIS);
    }
    if (running.get() > 0) {
      LOG.warnf("%d calls have not ended after %s", running.get(), drain);
    }
  }
}
