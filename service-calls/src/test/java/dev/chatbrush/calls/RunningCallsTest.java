package dev.chatbrush.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RunningCallsTest {
  private static CompletableFuture<Void> drain(RunningCalls calls) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            calls.drain();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });
  }

  @Test
  void waitsForWhatRunsAndTakesNoMore() throws Exception {
    RunningCalls calls = new RunningCalls(Duration.ofSeconds(30));
    assertThat(calls.begin()).isTrue();

    CompletableFuture<Void> drained = drain(calls);
    Thread.sleep(200);
    assertThat(drained).isNotDone();
    assertThat(calls.begin()).isFalse();
    calls.end();
    Thread.sleep(100);
    assertThat(drained).as("the one that was sent away is not the one that runs").isNotDone();

    calls.end();
    drained.get(5, TimeUnit.SECONDS);
  }

  @Test
  void waitsNoLongerThanItIsTold() throws Exception {
    RunningCalls calls = new RunningCalls(Duration.ofMillis(100));
    calls.begin();

    drain(calls).get(5, TimeUnit.SECONDS);
  }

  @Test
  void waitsNotAtAllWhereNothingRuns() throws Exception {
    drain(new RunningCalls(Duration.ofSeconds(30))).get(5, TimeUnit.SECONDS);
  }
}
