package dev.chatbrush.gateway.agent;

import dev.chatbrush.gateway.grpc.UnavailableException;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Makes a call again for a while where nobody was met who could do it: whoever answered may just be
 * being replaced. Thread-safe.
 */
final class Reach {
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** A model server that is lost during a call may be lost because of it. */
  private static final int MOST_LOST = 1;

  private final Channel channel;
  private final Duration longest;

  /**
   * @param longest 0 for not at all
   */
  Reach(Channel channel, Duration longest) {
    this.channel = channel;
    this.longest = longest;
  }

  /**
   * @param mayBegin whether the call may still be made again: somebody waits, and either nothing of
   *     it was done or, as it is told, a server ended it because it is asked to stop
   */
  <T> T call(Predicate<UnavailableException> mayBegin, Supplier<T> call) {
    long end = System.nanoTime() + longest.toNanos();
    int lost = 0;
    boolean left = false;
    while (true) {
      try {
        return call.get();
      } catch (UnavailableException missed) {
        lost += missed.lostServer() ? 1 : 0;
        if (missed.leaving() && !left) {
          left = true;
          end = System.nanoTime() + longest.toNanos(); // what went before was work
        }
        if (lost > MOST_LOST
            || System.nanoTime() + PAUSE.toNanos() > end
            || !mayBegin.test(missed)
            || !paused()) {
          throw missed;
        }
        lookAnew();
      }
    }
  }

  /** Leaves the one that sends callers away; what runs there goes on. */
  private void lookAnew() {
    if (channel instanceof ManagedChannel managed) {
      managed.enterIdle();
      managed.resetConnectBackoff();
    }
  }

  private static boolean paused() {
    try {
      Thread.sleep(PAUSE.toMillis());
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
