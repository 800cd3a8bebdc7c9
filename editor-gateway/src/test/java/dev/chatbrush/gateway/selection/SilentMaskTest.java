package dev.chatbrush.gateway.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.chatbrush.gateway.testing.GatewayTest;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A mask-service that takes calls and never answers, and one that is only slow. */
@QuarkusTest
class SilentMaskTest extends GatewayTest {
  private static final String CLICK = "{\"points\":[{\"x\":20,\"y\":20}]}";

  /** Two looks of a second each, and what is left of the second before them. */
  private static final int SEEN_SECONDS = 4;

  private static final int BACK_SECONDS = 10;

  @AfterEach
  void goOn() {
    mask.silent(false);
    mask.before(request -> {});
    awaitAnswered(newSession(64, 48)); // seen alive by the tests that follow
  }

  @Test
  void aClickThatWaitsEndsAndOthersAreRefusedAtOnceUntilItIsBack() throws Exception {
    String id = newSession(64, 48);
    select(id, CLICK).statusCode(200);
    mask.silent(true);

    CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> refused(id));
    waiting.get(SEEN_SECONDS + 2, TimeUnit.SECONDS);

    int asked = mask.requests().size();
    assertThat(seconds(() -> refused(id))).isLessThan(1);
    assertThat(mask.requests()).as("not even asked").hasSize(asked);

    mask.silent(false);
    awaitAnswered(id);
  }

  /** A look comes within a second; a busy machine takes its own time. */
  private static void awaitAnswered(String session) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(BACK_SECONDS);
    while (select(session, CLICK).extract().statusCode() != 200) {
      assertThat(System.nanoTime()).as("still refused").isLessThan(end);
      pause(Duration.ofMillis(100));
    }
  }

  private static void refused(String session) {
    select(session, CLICK)
        .statusCode(503)
        .header("Retry-After", equalTo("5"))
        .body("code", equalTo("MODEL_UNAVAILABLE"));
  }

  @Test
  void aClickThatTakesLongIsWaitedFor() {
    String id = newSession(64, 48);
    mask.before(request -> pause(Duration.ofSeconds(SEEN_SECONDS + 2)));

    select(id, CLICK).statusCode(200);
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static double seconds(Runnable call) {
    long start = System.nanoTime();
    call.run();
    return (System.nanoTime() - start) / 1e9;
  }
}
