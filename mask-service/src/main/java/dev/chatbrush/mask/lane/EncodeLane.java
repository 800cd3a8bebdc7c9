package dev.chatbrush.mask.lane;

import dev.chatbrush.mask.problem.MaskProblem;
import io.opentelemetry.context.Context;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The lane of work that takes a second. What a person waits for goes first, each kind in the order
 * of its coming; when too much waits, the oldest that nobody waits for makes room. Thread-safe.
 */
public final class EncodeLane {
  private final ThreadPoolExecutor pool;
  private final int room;
  private final AtomicLong numbers = new AtomicLong();

  /**
   * @param room how much may wait
   */
  EncodeLane(int threads, int room) {
    this.room = room;
    this.pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new PriorityBlockingQueue<>(),
            new LaneThreads("encode"));
    pool.allowCoreThreadTimeOut(true);
  }

  /**
   * A piece of work, not in the lane yet.
   *
   * @param onDropped told when it made room for another, or found none itself; then it never runs
   */
  public Work work(Runnable task, Consumer<MaskProblem> onDropped) {
    return new Work(Context.current().wrap(task), onDropped, numbers.getAndIncrement());
  }

  /** One piece of work. Its order changes with the number of those who wait for it. */
  public final class Work implements Runnable, Comparable<Work> {
    private static final Comparator<Work> ORDER =
        Comparator.comparing((Work work) -> work.waiting == 0)
            .thenComparingLong(work -> work.number);

    private final Runnable task;
    private final Consumer<MaskProblem> onDropped;
    private final long number;
    private int waiting; // guarded by the lane

    private Work(Runnable task, Consumer<MaskProblem> onDropped, long number) {
      this.task = task;
      this.onDropped = onDropped;
      this.number = number;
    }

    /** Puts it into the lane. */
    public void start() {
      Optional<Work> dropped = enter(this);
      if (dropped.isPresent()) {
        dropped
            .get()
            .onDropped
            .accept(MaskProblem.overloaded("Too many pictures are waiting. Try again soon.", null));
      }
    }

    /** A person waits for it until their call ends. */
    public void awaitedBy(Call call) {
      count(1);
      call.onEnd(() -> count(-1));
    }

    private void count(int more) {
      synchronized (EncodeLane.this) {
        boolean queued = pool.getQueue().remove(this);
        waiting += more;
        if (queued) {
          pool.execute(this);
        }
      }
    }

    @Override
    public void run() {
      task.run();
    }

    @Override
    public int compareTo(Work other) {
      return ORDER.compare(this, other);
    }
  }

  /** Returns what has to leave for it: the oldest that nobody waits for, or itself. */
  private synchronized Optional<Work> enter(Work work) {
    if (pool.getQueue().size() < room) {
      pool.execute(work);
      return Optional.empty();
    }
    Optional<Work> unwanted =
        pool.getQueue().stream()
            .map(Work.class::cast)
            .filter(queued -> queued.waiting == 0)
            .min(Comparator.comparingLong(queued -> queued.number));
    if (unwanted.isEmpty()) {
      return Optional.of(work);
    }
    pool.getQueue().remove(unwanted.get());
    pool.execute(work);
    return unwanted;
  }

  void stop() {
    pool.shutdownNow();
  }
}
