package dev.chatbrush.calls;

import io.grpc.Context;
import io.grpc.Deadline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * When a call must be over. Made on the thread that serves a gRPC call it is the caller's own
 * deadline, so that whatever this service asks of others ends with it.
 */
public record CallDeadline(long endNanos) {
  /** A service keeps a twentieth of its caller's time, to answer before the caller gives up. */
  private static final int SHARE_TO_ANSWER = 20;

  public static CallDeadline in(Duration time) {
    return new CallDeadline(System.nanoTime() + time.toNanos());
  }

  /**
   * Of the gRPC call that this thread serves.
   *
   * @param otherwise the time for a caller who set none
   */
  public static CallDeadline ofCaller(Duration otherwise) {
    Deadline deadline = Context.current().getDeadline();
    if (deadline == null) {
      return in(otherwise);
    }
    long left = deadline.timeRemaining(TimeUnit.NANOSECONDS);
    return in(Duration.ofNanos(left - left / SHARE_TO_ANSWER));
  }

  /** Zero when it is over. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
  }

  /** The shorter of that time and what is left. */
  public Duration atMost(Duration time) {
    Duration left = left();
    return left.compareTo(time) < 0 ? left : time;
  }
}
