package dev.chatbrush.agent.edit;

/** Lets a caller stop a running edit from another thread; at most one action is registered. */
public final class Cancellation {
  private boolean cancelled;
  private Runnable action = () -> {};

  public void cancel() {
    Runnable now;
    synchronized (this) {
      cancelled = true;
      now = action;
    }
    now.run();
  }

  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Runs at once when the edit is already cancelled. */
  void onCancel(Runnable newAction) {
    boolean now;
    synchronized (this) {
      action = newAction;
      now = cancelled;
    }
    if (now) {
      newAction.run();
    }
  }

  void check() {
    if (isCancelled()) {
      throw ToolProblem.cancelled();
    }
  }
}
