package dev.chatbrush.gateway.access;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes of bodies that are in memory, all together up to a limit. Thread-safe. */
final class BodyMemory {
  private final AtomicLong taken = new AtomicLong();
  private final long limit;

  BodyMemory(long limit) {
    this.limit = limit;
  }

  boolean tryTake(long bytes) {
    long before = taken.getAndUpdate(now -> now + bytes <= limit ? now + bytes : now);
    return before + bytes <= limit;
  }

  void give(long bytes) {
    taken.addAndGet(-bytes);
  }

  long taken() {
    return taken.get();
  }
}
