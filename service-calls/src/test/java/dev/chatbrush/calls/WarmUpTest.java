package dev.chatbrush.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WarmUpTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final CountDownLatch reached = new CountDownLatch(1);

  @Test
  void isOverWhenAllIsDone() throws InterruptedException {
    WarmUp warmUp = WarmUp.start(LONG, List.of(this::waitForLeave, reached::countDown));
    begun.await();

    assertThat(warmUp.isOver()).isFalse();

    goOn.countDown();
    awaitOver(warmUp);
    assertThat(reached.getCount()).isZero();
  }

  @Test
  void aStepThatFailsKeepsNoOtherFromBeingTried() throws InterruptedException {
    WarmUp warmUp = WarmUp.start(LONG, List.of(WarmUpTest::fail, reached::countDown));

    awaitOver(warmUp);
    assertThat(reached.getCount()).isZero();
  }

  @Test
  void aClassThatCannotBeLoadedIsAFailureToo() throws InterruptedException {
    Runnable unlinked =
        () -> {
          throw new NoClassDefFoundError("planted");
        };
    WarmUp warmUp = WarmUp.start(LONG, List.of(unlinked, reached::countDown));

    awaitOver(warmUp);
    assertThat(reached.getCount()).isZero();
  }

  @Test
  void nobodyWaitsForOneThatTakesTooLong() throws InterruptedException {
    WarmUp warmUp =
        WarmUp.start(Duration.ofMillis(50), List.of(this::waitForLeave, reached::countDown));

    awaitOver(warmUp);

    assertThat(goOn.getCount()).as("its step still runs").isOne();
    goOn.countDown();
    assertThat(reached.await(200, TimeUnit.MILLISECONDS)).as("no other begins").isFalse();
  }

  @Test
  void withoutTimeNothingIsDone() throws InterruptedException {
    WarmUp warmUp = WarmUp.start(Duration.ZERO, List.of(reached::countDown));

    assertThat(warmUp.isOver()).isTrue();
    assertThat(reached.await(200, TimeUnit.MILLISECONDS)).isFalse();
  }

  private static void awaitOver(WarmUp warmUp) throws InterruptedException {
    while (!warmUp.isOver()) {
      Thread.sleep(5);
    }
  }

  private void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void waitForLeave() {
    begun.countDown();
    await(goOn);
  }

  private static void fail() {
    throw new IllegalStateException("planted");
  }
}
