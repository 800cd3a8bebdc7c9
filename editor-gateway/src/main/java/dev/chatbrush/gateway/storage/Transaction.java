package dev.chatbrush.gateway.storage;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Rows that change together, and what follows once they have: telling pages, above all. Made by
 * {@link Database}; used by one thread.
 */
public final class Transaction {
  private final Handle handle;
  private final List<Runnable> following = new ArrayList<>();

  Transaction(Handle handle) {
    this.handle = handle;
  }

  public Handle handle() {
    return handle;
  }

  /** Has {@code action} done when the rows are stored, in the order of asking; never otherwise. */
  public void afterCommit(Runnable action) {
    following.add(action);
  }

  void committed() {
    following.forEach(Runnable::run);
  }
}
