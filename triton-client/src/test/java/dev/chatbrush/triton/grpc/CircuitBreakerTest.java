package dev.chatbrush.triton.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CircuitBreakerTest {
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final BlockingQueue<CompletableFuture<Boolean>> probes = new LinkedBlockingQueue<>();
  private final Queue<BreakerState> changes = new ConcurrentLinkedQueue<>();
  private final CircuitBreaker breaker =
      new CircuitBreaker(3, Duration.ofMillis(10), timer, this::probe, changes::add);

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void opensAfterFailuresInARowOnly() {
    breaker.failed();
    breaker.failed();
    breaker.answered();
    breaker.failed();
    breaker.failed();
    assertThat(breaker.lets()).isTrue();

    breaker.failed();

    assertThat(breaker.lets()).isFalse();
  }

  @Test
  void oneProbeAtATimeUntilTheServerIsBack() throws InterruptedException {
    open();
    CompletableFuture<Boolean> first = probes.take();
    assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
    assertThat(probes.poll(100, TimeUnit.MILLISECONDS)).as("a second probe").isNull();
    assertThat(breaker.lets()).isFalse();

    first.completeExceptionally(new IllegalStateException("refused"));
    probes.take().complete(true);
    awaitClosed();

    assertThat(List.copyOf(changes))
        .containsExactly(
            BreakerState.OPEN,
            BreakerState.HALF_OPEN,
            BreakerState.OPEN,
            BreakerState.HALF_OPEN,
            BreakerState.CLOSED);
  }

  @Test
  void countStartsAnewAfterClosing() throws InterruptedException {
    open();
    probes.take().complete(true);
    awaitClosed();

    breaker.failed();
    breaker.failed();

    assertThat(breaker.lets()).isTrue();
  }

  @Test
  void callThatRanOutOfTimeIsLookedInto() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      breaker.doubted();
      breaker.doubted(); // while one probe is on its way there is no other
      probes.take().complete(false);
    }

    assertThat(breaker.lets()).isFalse();
  }

  @Test
  void slowModelDoesNotOpenIt() throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      breaker.doubted();
      probes.take().complete(true);
    }

    assertThat(breaker.lets()).isTrue();
  }

  private void open() {
    breaker.failed();
    breaker.failed();
    breaker.failed();
  }

  /** The breaker hears of the probe's end on the timer's thread. */
  private void awaitClosed() throws InterruptedException {
    while (!changes.contains(BreakerState.CLOSED)) {
      Thread.sleep(1);
    }
    assertThat(breaker.lets()).isTrue();
  }

  private CompletableFuture<Boolean> probe() {
    CompletableFuture<Boolean> probe = new CompletableFuture<>();
    probes.add(probe);
    return probe;
  }
}
