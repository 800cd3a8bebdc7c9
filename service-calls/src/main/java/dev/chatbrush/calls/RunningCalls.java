package dev.chatbrush.calls;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * How many calls a service is at. When it is asked to stop those may end; new ones are to be sent
 * away, so that their callers go to another. Thread-safe.
 */
public final class RunningCalls {
  private static final Logger LOG = Logger.getLogger(RunningCalls.class);
  private static final int LOOK_MILLIS = 50;

  private final AtomicInteger running = new AtomicInteger();
  private final Duration longest;
  private volatile boolean leaving;

  /**
   * @param longest how long {@link #drain} waits at most
   */
  public RunningCalls(Duration longest) {
    this.longest = longest;
  }

  /** Counts a call until its {@link #end}; false where it is to be sent away, which ends it too. */
  public boolean begin() {
    running.incrementAndGet(); // first, or one that begins just now is not waited for
    return !leaving;
  }

  /** One that began has ended. */
  public void end() {
    running.decrementAndGet();
  }

  /** From now on none is taken; returns when all have ended, or after the longest wait. */
  public void drain() throws InterruptedException {
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
