package dev.chatbrush.agent.api;

import dev.chatbrush.agent.edit.ToolConfig;
import dev.chatbrush.agent.edit.ToolProblem;
import dev.chatbrush.calls.RunningCalls;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * When this service is asked to stop, calls that run may end; new ones are sent away, so that their
 * callers go to another. Thread-safe.
 */
@ApplicationScoped
class Drain {
  private static final int FIRST = 1;

  private final RunningCalls running;

  Drain(ToolConfig config) {
    this.running = new RunningCalls(config.drain());
  }

  /** Does the work of a call, or throws the problem that sends its caller away. */
  void run(Runnable work) {
    boolean taken = running.begin();
    try {
      if (!taken) {
        throw ToolProblem.leaving();
      }
      work.run();
    } finally {
      running.end();
    }
  }

  void end(@Observes @Priority(FIRST) ShutdownEvent stop) throws InterruptedException {
    running.drain();
  }
}
