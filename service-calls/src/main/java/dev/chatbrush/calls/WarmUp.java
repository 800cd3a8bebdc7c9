package dev.chatbrush.calls;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Does once, before the first person comes, what would make them wait: classes are loaded and code
 * is compiled. A help, not a need: what fails is logged, and after a while nobody waits for the
 * rest. Thread-safe.
 */
public final class WarmUp {
  private static final System.Logger LOG = System.getLogger(WarmUp.class.getName());

  private final AtomicBoolean done = new AtomicBoolean();
  private final CallDeadline end;

  private WarmUp(Duration longest) {
    this.end = CallDeadline.in(longest);
  }

  /**
   * Begins on a thread of its own.
   *
   * @param longest how long somebody may wait for it; with zero nothing is done
   * @param steps each is done whatever became of those before it; those that have begun by then go
   *     on when the time is over, no other begins
   */
  public static WarmUp start(Duration longest, List<? extends Runnable> steps) {
    WarmUp warmUp = new WarmUp(longest);
    Thread thread = new Thread(() -> warmUp.run(steps), "warm-up");
    thread.setDaemon(true);
    thread.start();
    return warmUp;
  }

  /** Whether nobody needs to wait for it: it is done, or its time is over. */
  public boolean isOver() {
    return done.get() || isLate();
  }

  private boolean isLate() {
    return end.left().isZero();
  }

  private void run(List<? extends Runnable> steps) {
    long start = System.nanoTime();
    for (Runnable step : steps) {
      if (isLate()) {
        break;
      }
      attempt(step);
    }
    done.set(true);
    LOG.log(DEBUG, "warm after {0} ms", (System.nanoTime() - start) / 1_000_000);
  }

  private static void attempt(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.log(WARNING, "A first call will be slower, for it could not be rehearsed", e);
    }
  }
}
