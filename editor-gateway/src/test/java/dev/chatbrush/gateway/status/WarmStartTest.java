package dev.chatbrush.gateway.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eclipse.microprofile.health.HealthCheckResponse.Status.DOWN;
import static org.eclipse.microprofile.health.HealthCheckResponse.Status.UP;

import dev.chatbrush.gateway.api.Rehearsal;
import io.quarkus.runtime.StartupEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WarmStartTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final CountDownLatch goOn = new CountDownLatch(1);

  @Test
  void isReadyWhenAllIsRehearsed() throws InterruptedException {
    WarmStart start = new WarmStart(List.of(this::linger), () -> LONG);
    assertThat(start.call().getStatus()).isEqualTo(DOWN);
    start.begin(new StartupEvent());
    assertThat(start.call().getStatus()).isEqualTo(DOWN);

    goOn.countDown();

    awaitReady(start);
  }

  @Test
  void isReadyThoughARehearsalFails() throws InterruptedException {
    Rehearsal failing =
        () -> {
          throw new IllegalStateException("planted");
        };
    WarmStart start = new WarmStart(List.of(failing), () -> LONG);

    start.begin(new StartupEvent());

    awaitReady(start);
  }

  @Test
  void isReadyThoughARehearsalNeverEnds() throws InterruptedException {
    WarmStart start = new WarmStart(List.of(this::linger), () -> Duration.ofMillis(50));

    start.begin(new StartupEvent());

    awaitReady(start);
    goOn.countDown();
  }

  private static void awaitReady(WarmStart start) throws InterruptedException {
    while (start.call().getStatus() != UP) {
      Thread.sleep(5);
    }
  }

  private void linger() {
    try {
      goOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
