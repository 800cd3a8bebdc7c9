package dev.chatbrush.mask.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.mask.lane.Call;
import dev.chatbrush.mask.problem.MaskProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallsTest {
  private final List<Throwable> problems = new ArrayList<>();

  private Call call() {
    return new Call(problems::add);
  }

  private static Calls calls(Duration longest) {
    return new Calls(
        new CallConfig() {
          @Override
          public Duration timeout() {
            return Duration.ofSeconds(1);
          }

          @Override
          public Duration drain() {
            return longest;
          }
        });
  }

  private static CompletableFuture<Void> end(Calls calls) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            calls.end(null);
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });
  }

  @Test
  void waitsForWhatRunsAndSendsAwayWhatComes() throws Exception {
    Calls calls = calls(Duration.ofSeconds(30));
    Call running = call();
    assertThat(calls.take(running)).isTrue();

    CompletableFuture<Void> end = end(calls);
    Thread.sleep(200);
    assertThat(end).isNotDone();
    assertThat(calls.take(call())).isFalse();
    assertThat(problems)
        .singleElement()
        .extracting(problem -> ((MaskProblem) problem).code())
        .isEqualTo("SERVER_LEAVING");

    running.complete(() -> {});
    end.get(5, TimeUnit.SECONDS);
  }
}
