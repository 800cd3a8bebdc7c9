package dev.chatbrush.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Context;
import io.grpc.Deadline;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallDeadlineTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void theCallersDeadlineGoesBeforeTheConfiguredOne() throws Exception {
    Deadline deadline = Deadline.after(20, TimeUnit.SECONDS);
    try (Context.CancellableContext call = Context.current().withDeadline(deadline, timer)) {
      CallDeadline found = call.call(() -> CallDeadline.ofCaller(MINUTE));

      assertThat(found.left()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(19));
      assertThat(found.left().toNanos())
          .as("time to answer is left")
          .isLessThan(deadline.timeRemaining(TimeUnit.NANOSECONDS));
    }
  }

  @Test
  void aLongerOneThanConfiguredIsHonoured() throws Exception {
    Deadline deadline = Deadline.after(20, TimeUnit.MINUTES);
    try (Context.CancellableContext call = Context.current().withDeadline(deadline, timer)) {
      assertThat(call.call(() -> CallDeadline.ofCaller(MINUTE)).left())
          .isGreaterThan(Duration.ofMinutes(18));
    }
  }

  @Test
  void withoutACallersDeadlineTheConfiguredOneHolds() {
    assertThat(CallDeadline.ofCaller(MINUTE).left())
        .isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1));
  }

  @Test
  void isNeverLessThanNothing() {
    CallDeadline over = CallDeadline.in(Duration.ofSeconds(-1));

    assertThat(over.left()).isZero();
    assertThat(over.atMost(MINUTE)).isZero();
    assertThat(CallDeadline.in(MINUTE).atMost(Duration.ofMillis(3)))
        .isEqualTo(Duration.ofMillis(3));
  }
}
