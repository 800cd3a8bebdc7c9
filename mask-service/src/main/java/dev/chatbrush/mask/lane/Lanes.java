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
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two sets of threads, each with a bounded queue: a click costs milliseconds and must not wait
 * behind an encode that costs a second. A task belongs to the trace of whoever put it there.
 */
@ApplicationScoped
public class Lanes {
  private final ThreadPoolExecutor clicks;
  private final ThreadPoolExecutor encodes;

  public Lanes(LaneConfig config) {
    this.clicks = pool("click", config.clickThreads(), config.clickQueue());
    this.encodes = pool("encode", config.encodeThreads(), config.encodeQueue());
  }

  /** For work of milliseconds; throws {@link MaskProblem} when its queue is full. */
  public Executor clicks() {
    return task -> submit(clicks, "Too many selections are waiting. Try again soon.", task);
  }

  /** For work of a second; throws {@link MaskProblem} when its queue is full. */
  public Executor encodes() {
    return task -> submit(encodes, "Too many pictures are waiting. Try again soon.", task);
  }

  @PreDestroy
  void stop() {
    clicks.shutdownNow();
    encodes.shutdownNow();
  }

  private static void submit(ThreadPoolExecutor pool, String sentence, Runnable task) {
    try {
      pool.execute(Context.current().wrap(task));
    } catch (RejectedExecutionException e) {
      throw MaskProblem.overloaded(sentence, e);
    }
  }

  private static ThreadPoolExecutor pool(String name, int threads, int queue) {
    AtomicInteger number = new AtomicInteger();
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            task -> {
              Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              thread.setContextClassLoader(loader);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
