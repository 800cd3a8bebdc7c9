package dev.chatbrush.gateway.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.contracts.wire.WireErrors;
import dev.chatbrush.gateway.grpc.RemoteProblems;
import dev.chatbrush.gateway.grpc.UnavailableException;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReachTest {
  private final ManagedChannel channel =
      ManagedChannelBuilder.forTarget("127.0.0.1:1").usePlaintext().build();
  private final AtomicInteger calls = new AtomicInteger();

  @AfterEach
  void close() {
    channel.shutdownNow();
  }

  /** Is met at the third call, as a service that was replaced meanwhile. */
  private String third() {
    if (calls.incrementAndGet() < 3) {
      throw UnavailableException.notTried("agent service");
    }
    return "done";
  }

  @Test
  void waitsForWhoIsBeingReplaced() {
    Reach reach = new Reach(channel, Duration.ofSeconds(10));

    assertThat(reach.call(missed -> true, this::third)).isEqualTo("done");
    assertThat(calls).hasValue(3);
  }

  @Test
  void failsAtOnceWhereItIsNotToldToWait() {
    Reach reach = new Reach(channel, Duration.ZERO);

    assertThatThrownBy(() -> reach.call(missed -> true, this::third))
        .isInstanceOf(UnavailableException.class);
    assertThat(calls).hasValue(1);
  }

  @Test
  void doesNothingTwiceThatHasBegun() {
    Reach reach = new Reach(channel, Duration.ofSeconds(10));

    assertThatThrownBy(() -> reach.call(missed -> false, this::third))
        .isInstanceOf(UnavailableException.class);
    assertThat(calls).hasValue(1);
  }

  @Test
  void countsNoWorkAsWaiting() {
    Reach reach = new Reach(channel, Duration.ofSeconds(1));

    assertThat(reach.call(missed -> true, this::leavesAfterMoreThanASecond)).isEqualTo("done");
  }

  private String leavesAfterMoreThanASecond() {
    if (calls.incrementAndGet() > 1) {
      return "done";
    }
    LockSupport.parkNanos(Duration.ofMillis(1200).toNanos());
    StatusRuntimeException leaving =
        WireErrors.of(Status.UNAVAILABLE, "SERVER_LEAVING", "It is being replaced.");
    throw RemoteProblems.translate("agent service", leaving);
  }

  /** As agent-service tells it of each call. */
  private String lostEachTime() {
    calls.incrementAndGet();
    StatusRuntimeException lost =
        WireErrors.of(Status.UNAVAILABLE, "MODEL_SERVER_LOST", "The server stopped.");
    throw RemoteProblems.translate("agent service", lost);
  }

  @Test
  void sendsWhatEndsServersOnlyOnceMore() {
    Reach reach = new Reach(channel, Duration.ofSeconds(10));

    assertThatThrownBy(() -> reach.call(missed -> true, this::lostEachTime))
        .isInstanceOf(UnavailableException.class)
        .hasMessage("The server stopped.");
    assertThat(calls).hasValue(2);
  }
}
