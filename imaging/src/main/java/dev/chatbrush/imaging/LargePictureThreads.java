package dev.chatbrush.imaging;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.Supplier;

/**
 * Where large pictures are read, scaled and written: as many threads as there are cores, for all of
 * them together, at Java's lowest priority. What takes a second stands back for what takes a
 * millisecond, where the JVM maps priorities to the system's ({@code -XX:ThreadPriorityPolicy=1}).
 * Small pictures pass by on the caller's thread. Thread-safe.
 */
public final class LargePictureThreads {
  private static final long LARGE_PIXELS = 2_000_000;

  private static final ForkJoinPool POOL =
      new ForkJoinPool(
          Runtime.getRuntime().availableProcessors(), LargePictureThreads::thread, null, false);

  private LargePictureThreads() {}

  /**
   * Does the work and waits for it; what it shares out to threads runs on these threads too.
   *
   * @param pixels of the picture that it is about
   * @return what the work returned; what it threw is thrown
   */
  public static <T> T call(long pixels, Supplier<T> work) {
    if (pixels < LARGE_PIXELS) {
      return work.get();
    }
    try {
      return CompletableFuture.supplyAsync(work, POOL).join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException itsOwn) {
        throw itsOwn;
      }
      if (failed.getCause() instanceof Error itsOwn) {
        throw itsOwn;
      }
      throw failed;
    }
  }

  private static ForkJoinWorkerThread thread(ForkJoinPool pool) {
    ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
    thread.setName("large-picture-" + thread.getPoolIndex());
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }
}
