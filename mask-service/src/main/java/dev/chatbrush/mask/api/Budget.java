package dev.chatbrush.mask.api;

import io.grpc.Context;
import io.grpc.Deadline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The time that a caller grants. */
record Budget(Deadline deadline) {
  private static final Duration WITHOUT_DEADLINE = Duration.ofMinutes(1);

  /** Of the call that this thread serves. */
  static Budget ofCaller() {
    Deadline deadline = Context.current().getDeadline();
    return new Budget(
        deadline == null
            ? Deadline.after(WITHOUT_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
            : deadline);
  }

  /** What is left of it, at least a millisecond. */
  Duration left() {
    return Duration.ofMillis(Math.max(1, deadline.timeRemaining(TimeUnit.MILLISECONDS)));
  }
}
