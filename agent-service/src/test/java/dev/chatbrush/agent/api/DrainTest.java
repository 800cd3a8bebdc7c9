package dev.chatbrush.agent.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.agent.edit.ToolConfig;
import dev.chatbrush.agent.edit.ToolProblem;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DrainTest {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  private Drain drain() {
    return new Drain(
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(ToolConfig.class)
            .withDefaultValue("chatbrush.tool.drain", "30s")
            .build()
            .getConfigMapping(ToolConfig.class));
  }

  private Thread call(Drain drain) throws InterruptedException {
    Thread call = new Thread(() -> drain.run(this::work));
    call.start();
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    return call;
  }

  private void work() {
    begun.countDown();
    try {
      released.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void waitsForWhatRunsAndSendsAwayWhatComes() throws InterruptedException {
    Drain drain = drain();
    Thread call = call(drain);
    Thread end =
        new Thread(
            () -> {
              try {
                drain.end(null);
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
            });
    end.start();

    end.join(300);
    assertThat(end.isAlive()).isTrue();
    assertThatThrownBy(() -> drain.run(() -> {}))
        .isInstanceOf(ToolProblem.class)
        .extracting(problem -> ((ToolProblem) problem).code())
        .isEqualTo("SERVER_LEAVING");

    released.countDown();
    end.join(5000);
    assertThat(end.isAlive()).isFalse();
    call.join();
  }
}
