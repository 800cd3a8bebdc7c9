package dev.chatbrush.triton.grpc.waiting;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Runs the callbacks of one blocking call on the thread that waits for it, so that answers are read
 * there and no other thread has to wake up.
 */
final class CallerThread implements Executor {
  private static final Runnable WAKE_UP = () -> {};

  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  /** Runs callbacks until the future is done. */
  void runUntilDone(CompletableFuture<?> future) throws InterruptedException {
    future.whenComplete((answer, failure) -> tasks.add(WAKE_UP));
    while (!future.isDone()) {
      tasks.take().run();
    }
  }
}
