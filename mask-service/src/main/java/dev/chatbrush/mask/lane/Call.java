package dev.chatbrush.mask.lane;

import dev.chatbrush.calls.CallOwner;
import dev.chatbrush.mask.problem.MaskProblem;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * One request on its way through the lanes. It ends once: with a reply, with the problem that came
 * first, or because its caller left. Ending it while it runs interrupts its thread, which withdraws
 * the call to Triton. Whoever goes on with it, on whatever thread, does so in the trace of its
 * request, and logs whom it is for.
 */
public final class Call {
  private final Consumer<Throwable> onProblem;
  private final Context trace = Context.current();
  private final String owner = CallOwner.current();
  private final List<Runnable> onEnd = new ArrayList<>();
  private Thread worker;
  private boolean ended;

  /** {@code onProblem}: told at most once, on the thread where the problem arose. */
  public Call(Consumer<Throwable> onProblem) {
    this.onProblem = onProblem;
  }

  /** What else to do once the call has ended, however it ended; at once if it has already. */
  public void onEnd(Runnable action) {
    boolean late;
    synchronized (this) {
      late = ended;
      if (!late) {
        onEnd.add(action);
      }
    }
    if (late) {
      action.run();
    }
  }

  /** Runs a part of the call in a lane; nothing when the call has ended by then. */
  public void runIn(Executor lane, Runnable part) {
    try (Scope scope = trace.makeCurrent()) {
      lane.execute(() -> run(part));
    } catch (MaskProblem overloaded) {
      fail(overloaded);
    }
  }

  private void run(Runnable part) {
    synchronized (this) {
      if (ended) {
        return;
      }
      worker = Thread.currentThread();
    }
    try {
      CallOwner.logged(owner, part);
    } catch (RuntimeException | Error e) {
      fail(e);
    } finally {
      synchronized (this) {
        worker = null;
        Thread.interrupted(); // one that came late must not hit this thread's next task
      }
    }
  }

  /** Sends the reply unless the call has ended before. */
  public void complete(Runnable reply) {
    if (end()) {
      reply.run();
    }
  }

  /** Ends the call with a problem, wherever it is. */
  public void fail(Throwable problem) {
    if (end()) {
      try (Scope scope = trace.makeCurrent()) {
        CallOwner.logged(owner, () -> onProblem.accept(problem));
      }
    }
  }

  /** The caller has gone: ends the call, nobody is told. */
  public void abandon() {
    end();
  }

  private boolean end() {
    synchronized (this) {
      if (ended) {
        return false;
      }
      ended = true;
      if (worker != null && worker != Thread.currentThread()) {
        worker.interrupt();
      }
    }
    onEnd.forEach(Runnable::run); // nothing is added any more
    return true;
  }
}
