package dev.chatbrush.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  private static final Duration AT_ONCE = Duration.ZERO;
  private static final Duration LONG = Duration.ofSeconds(20);

  private final MemoryBudget budget = new MemoryBudget(100 << 10);

  @Test
  void whatDoesNotFitGetsNothing() {
    assertThat(budget.take(60 << 10, AT_ONCE)).isPresent();
    assertThat(budget.take(60 << 10, AT_ONCE)).isEmpty();
    assertThat(budget.take(40 << 10, AT_ONCE)).isPresent();
    assertThat(budget.freeBytes()).isZero();
  }

  @Test
  void whatIsGivenBackGoesToWhoWaits() throws Exception {
    MemoryBudget.Lease held = budget.take(100 << 10, AT_ONCE).orElseThrow();
    CompletableFuture<Optional<MemoryBudget.Lease>> waiting =
        CompletableFuture.supplyAsync(() -> budget.take(100 << 10, LONG));

    held.close();

    assertThat(waiting.get(10, TimeUnit.SECONDS)).isPresent();
  }

  @Test
  void whatIsLargerThanAllRunsAlone() {
    MemoryBudget.Lease alone = budget.take(1L << 40, AT_ONCE).orElseThrow();

    assertThat(budget.take(1, AT_ONCE)).isEmpty();
    alone.close();
    assertThat(budget.freeBytes()).isEqualTo(100 << 10);
  }

  @Test
  void anInterruptedThreadGetsNothingAndStaysInterrupted() {
    Thread.currentThread().interrupt();

    assertThat(budget.take(1, LONG)).isEmpty();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aBudgetOfNothingIsRefused() {
    assertThatThrownBy(() -> new MemoryBudget(0)).hasMessageContaining("at least 1 byte");
  }
}
