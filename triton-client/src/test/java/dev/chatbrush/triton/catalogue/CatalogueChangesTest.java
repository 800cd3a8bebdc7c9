package dev.chatbrush.triton.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.grpc.ClientConfig;
import dev.chatbrush.triton.grpc.GrpcInferenceClient;
import dev.chatbrush.triton.testing.FakeTriton;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A catalogue beside a server whose models, and which itself, come and go. */
class CatalogueChangesTest {
  private static final Duration NEVER = Duration.ofHours(1);

  private final FakeTriton triton = FakeTriton.start();
  private final InferenceClient client = triton.connect();

  @AfterEach
  void stop() {
    client.close();
    triton.close();
  }

  @Test
  void startsInBackgroundAndSaysWhenTheFirstLookHasEnded() {
    tool("looks");

    try (ModelCatalogue catalogue = ModelCatalogue.startInBackground(client, NEVER)) {
      assertThat(catalogue.awaitFirstLook(Duration.ofSeconds(30))).isTrue();
      assertThat(catalogue.tools()).hasSize(1);
    }
  }

  @Test
  void knowsALossAndAReturnLongBeforeTheNextLook() throws InterruptedException {
    tool("looks");

    try (ModelCatalogue catalogue = ModelCatalogue.start(client, NEVER)) {
      triton.stop();
      assertThat(within(Duration.ofSeconds(5), () -> !catalogue.available())).isTrue();
      assertThat(catalogue.tools()).as("the last known list stays").hasSize(1);

      tool("more looks");
      triton.restart();
      assertThat(within(Duration.ofSeconds(5), catalogue::available)).isTrue();
      assertThat(catalogue.tools()).as("read anew on return").hasSize(2);
    }
  }

  private static boolean within(Duration longest, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    return condition.getAsBoolean();
  }

  @Test
  void startsInBackgroundBesideAServerThatHangs() throws IOException {
    try (ServerSocket hung = new ServerSocket(0);
        InferenceClient waiting =
            GrpcInferenceClient.connect(ClientConfig.of("127.0.0.1:" + hung.getLocalPort()));
        ModelCatalogue catalogue = ModelCatalogue.startInBackground(waiting, NEVER)) {
      assertThat(catalogue.awaitFirstLook(Duration.ofMillis(1))).isFalse();
      assertThat(catalogue.available()).isFalse();
    }
  }

  @Test
  void modelsComeAndGoAndListenersHearOfIt() throws Exception {
    AtomicInteger changes = new AtomicInteger();
    try (ModelCatalogue catalogue = ModelCatalogue.start(client, NEVER)) {
      AutoCloseable listening = catalogue.onChange(changes::incrementAndGet);

      tool("new");
      catalogue.refresh();
      assertThat(catalogue.bestTool("object_erase", true)).isPresent();
      catalogue.refresh();
      assertThat(changes).hasValue(1);

      triton.model("new").ready(false);
      catalogue.refresh();
      assertThat(catalogue.tools()).isEmpty();
      assertThat(changes).hasValue(2);

      listening.close();
      triton.model("new").ready(true);
      catalogue.refresh();
      assertThat(changes).hasValue(2);
    }
  }

  @Test
  void timerFindsNewModelsByItself() throws InterruptedException {
    CountDownLatch changed = new CountDownLatch(1);
    try (ModelCatalogue catalogue = ModelCatalogue.start(client, Duration.ofMillis(50))) {
      catalogue.onChange(changed::countDown);

      tool("new");

      assertThat(changed.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(catalogue.tools()).hasSize(1);
    }
  }

  @Test
  void listStaysWhileNoServerAnswers() {
    tool("erase");
    AtomicInteger changes = new AtomicInteger();
    try (ModelCatalogue catalogue = ModelCatalogue.start(client, NEVER)) {
      catalogue.onChange(changes::incrementAndGet);
      assertThat(catalogue.available()).isTrue();

      triton.stop();
      catalogue.refresh();

      assertThat(catalogue.available()).isFalse();
      assertThat(catalogue.tools()).hasSize(1);
      assertThat(changes).hasValue(1);
    }
  }

  @Test
  void failingListenerKeepsTheNewsFromNobody() {
    AtomicInteger changes = new AtomicInteger();
    try (ModelCatalogue catalogue = ModelCatalogue.start(client, NEVER)) {
      catalogue.onChange(
          () -> {
            throw new IllegalStateException("a listener's own trouble");
          });
      catalogue.onChange(changes::incrementAndGet);

      tool("erase");
      catalogue.refresh();

      assertThat(changes).hasValue(1);
    }
  }

  private void tool(String name) {
    triton
        .model(name)
        .parameter("chatbrush.role", "tool")
        .parameter("chatbrush.tool", "object_erase")
        .parameter("chatbrush.description", "Does " + name + ".")
        .parameter("chatbrush.title.en", "Title")
        .parameter("chatbrush.title.ko", "제목")
        .parameter("chatbrush.mask", "required")
        .parameter("chatbrush.prompt", "none")
        .parameter("chatbrush.rank", "1");
  }
}
