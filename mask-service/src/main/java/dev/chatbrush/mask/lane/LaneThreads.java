package dev.chatbrush.mask.lane;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Names a lane's threads; they end with the service. */
final class LaneThreads implements ThreadFactory {
  private final String name;
  private final AtomicInteger number = new AtomicInteger();
  private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

  LaneThreads(String name) {
    this.name = name;
  }

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
    thread.setDaemon(true);
    thread.setContextClassLoader(loader);
    return thread;
  }
}
