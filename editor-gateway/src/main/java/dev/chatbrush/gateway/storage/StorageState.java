package dev.chatbrush.gateway.storage;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/**
 * Whether something can be stored now, as {@link StorageWatch} has seen it. Asked before every
 * write, so that a database that would not survive a failed write is spared it. Thread-safe.
 */
@ApplicationScoped
public class StorageState {
  private static final Logger LOG = Logger.getLogger(StorageState.class);

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private volatile StorageCondition now = StorageCondition.OK;

  public StorageCondition now() {
    return now;
  }

  /** Has {@code listener} run after each change. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** Has {@code work} done once something can be stored again, in the order of asking. */
  public void whenBack(Runnable work) {
    waiting.add(work);
  }

  /** Fails with STORAGE_FAILED or STORAGE_UNREACHABLE unless anything may be stored. */
  public void requireRoom() {
    require(StorageCondition.OK);
  }

  /** As {@link #requireRoom}, for a few small rows: a full disk has room for those. */
  void requireReserve() {
    require(StorageCondition.FULL);
  }

  private void require(StorageCondition worst) {
    StorageCondition seen = now;
    if (seen.compareTo(worst) > 0) {
      throw StorageProblems.of(seen, null);
    }
  }

  void become(StorageCondition seen) {
    StorageCondition before = now;
    now = seen;
    if (seen != before) {
      LOG.warnf("storage is %s, it was %s", seen.word(), before.word());
      listeners.forEach(Runnable::run);
    }
    if (seen == StorageCondition.OK) {
      catchUp();
    }
  }

  private void catchUp() {
    List<Runnable> due = new ArrayList<>();
    for (Runnable work = waiting.poll(); work != null; work = waiting.poll()) {
      due.add(work);
    }
    for (Runnable work : due) {
      try {
        work.run();
      } catch (RuntimeException e) {
        LOG.warn("what waited for storage could not be stored; it is tried again", e);
        waiting.add(work);
      }
    }
  }
}
