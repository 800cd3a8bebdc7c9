package dev.chatbrush.mask.api;

import dev.chatbrush.calls.CallDeadline;
import dev.chatbrush.calls.RunningCalls;
import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.mask.lane.Call;
import dev.chatbrush.mask.problem.MaskProblem;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Which calls are taken: all, until this service is asked to stop. Then those that run may end; new
 * ones are sent away, so that their callers go to another. Thread-safe.
 */
@ApplicationScoped
class Calls {
  private static final int FIRST = 1;

  private final RunningCalls running;
  private final Duration timeout;

  Calls(CallConfig config) {
    this.running = new RunningCalls(config.drain());
    this.timeout = config.timeout();
  }

  /** Counts the call until it ends; false, and the call has failed, where it is sent away. */
  boolean take(Call call) {
    boolean taken = running.begin();
    call.onEnd(running::end);
    if (!taken) {
      call.fail(
          MaskProblem.of(
              ProblemCode.SERVER_LEAVING,
              "This server is just being replaced. Try again in a moment."));
    }
    return taken;
  }

  /** Until when a call may last that begins now. */
  CallDeadline deadline() {
    return CallDeadline.ofCaller(timeout);
  }

  void end(@Observes @Priority(FIRST) ShutdownEvent stop) throws InterruptedException {
    running.drain();
  }
}
