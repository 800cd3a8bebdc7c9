package dev.chatbrush.mask.lane;

import dev.chatbrush.mask.problem.MaskProblem;
import io.opentelemetry.context.Context;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Two sets of threads, each with a bounded queue: a click costs milliseconds and must not wait
 * behind an encode that costs a second. A task belongs to the trace of whoever put it there.
 */
@ApplicationScoped
public class Lanes {
  private final ThreadPoolExecutor clicks;
  private final EncodeLane encodes;

  public Lanes(LaneConfig config) {
    this.clicks =
        new ThreadPoolExecutor(
            config.clickThreads(),
            config.clickThreads(),
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(config.clickQueue()),
            new LaneThreads("click"));
    clicks.allowCoreThreadTimeOut(true);
    this.encodes = new EncodeLane(config.encodeThreads(), config.encodeQueue());
  }

  /** For work of milliseconds; throws {@link MaskProblem} when its queue is full. */
  public Executor clicks() {
    return this::click;
  }

  /** For work of a second. */
  public EncodeLane encodes() {
    return encodes;
  }

  @PreDestroy
  void stop() {
    clicks.shutdownNow();
    encodes.stop();
  }

  private void click(Runnable task) {
    try {
      clicks.execute(Context.current().wrap(task));
    } catch (RejectedExecutionException e) {
      throw MaskProblem.overloaded("Too many selections are waiting. Try again soon.", e);
    }
  }
}
