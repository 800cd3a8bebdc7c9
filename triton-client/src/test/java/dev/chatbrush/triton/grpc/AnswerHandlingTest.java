package dev.chatbrush.triton.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.InferenceStream;
import dev.chatbrush.triton.Shape;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.error.InvalidInputException;
import dev.chatbrush.triton.error.ServerUnavailableException;
import dev.chatbrush.triton.error.UnexpectedResponseException;
import dev.chatbrush.triton.testing.FakeTriton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AnswerHandlingTest {
  private static final Tensor X = Tensor.ofUint8("x", new byte[] {1, 2, 3}, 3);

  private final FakeTriton triton = FakeTriton.start();

  @AfterEach
  void stop() {
    triton.close();
  }

  @Test
  void malformedAnswersAreUnexpectedAndTheClientGoesOn() {
    triton
        .model("broken")
        .behaves(
            call -> call.replyMalformed("y", DataType.FP32, Shape.of(4), new byte[] {1, 2, 3}));
    triton.model("echo");
    try (InferenceClient client = connect(config())) {
      for (int i = 0; i < 100; i++) {
        assertThatExceptionOfType(UnexpectedResponseException.class)
            .isThrownBy(() -> client.infer(request("broken").build()))
            .withMessageContaining("needs 16 bytes, found 3");
      }
      assertThat(client.infer(request("echo").build()).has("x")).isTrue();
    }
  }

  @Test
  void streamCutInTheMiddleGivesWhatCameAndThenTheReason() {
    triton
        .model("cut")
        .decoupled()
        .behaves(
            call -> {
              call.reply(X);
              call.pause(Duration.ofMillis(300));
              call.cutConnection();
            });
    try (InferenceClient client = connect(config());
        InferenceStream stream = client.stream(request("cut").build())) {
      assertThat(stream.next()).isPresent();
      assertThatExceptionOfType(ServerUnavailableException.class).isThrownBy(stream::next);
    }
  }

  @Test
  void readerThatDoesNotReadHoldsTheModelBack() throws InterruptedException {
    AtomicInteger sent = new AtomicInteger();
    byte[] megabyte = new byte[1 << 20];
    triton
        .model("flood")
        .decoupled()
        .behaves(
            call -> {
              for (int i = 0; i < 200 && !call.isCancelled(); i++) {
                call.awaitRoom();
                call.reply(Tensor.ofUint8("x", megabyte, megabyte.length));
                sent.incrementAndGet();
              }
            });
    try (InferenceClient client = connect(config());
        InferenceStream stream = client.stream(request("flood").build())) {
      stream.next();
      int before;
      do {
        before = sent.get();
        Thread.sleep(500);
      } while (sent.get() != before);

      assertThat(sent.get()).isBetween(1, 30);
      int answers = 1;
      while (stream.next().isPresent()) {
        answers++;
      }
      assertThat(answers).isEqualTo(200);
    }
  }

  @Test
  void signatureIsAskedForOnceAndAgainWhenItSeemsToHaveChanged() {
    triton.model("typed").input("x", DataType.UINT8, 2);
    try (InferenceClient client = connect(config())) {
      assertThatExceptionOfType(InvalidInputException.class)
          .isThrownBy(() -> client.infer(request("typed").build()));
      assertThat(triton.model("typed").received()).isEmpty();

      triton.remove("typed");
      triton.model("typed").input("x", DataType.UINT8, 3);

      assertThat(client.infer(request("typed").build()).has("x")).isTrue();
    }
  }

  @Test
  void asynchronousRefusalComesThroughTheFuture() {
    triton.model("typed").input("x", DataType.FP32, 3);
    try (InferenceClient client = connect(config())) {
      assertThat(client.inferAsync(request("typed").build()))
          .failsWithin(Duration.ofSeconds(30))
          .withThrowableThat()
          .havingCause()
          .isInstanceOf(InvalidInputException.class);
    }
  }

  @Test
  void answersLargerThanTheLimitAreRefusedWithTheLimit() {
    triton.model("echo");
    Tensor big = Tensor.ofUint8("x", new byte[10_000], 10_000);
    try (InferenceClient client = connect(config().maxMessageBytes(5_000))) {
      assertThatExceptionOfType(UnexpectedResponseException.class)
          .isThrownBy(
              () ->
                  client.infer(
                      InferRequest.to("echo").input(big).timeout(Duration.ofSeconds(30)).build()))
          .withMessageContaining("5000");
    }
  }

  private ClientConfig.Builder config() {
    return ClientConfig.builder().targets(triton.address());
  }

  private static InferenceClient connect(ClientConfig.Builder config) {
    return GrpcInferenceClient.connect(config.build());
  }

  private static InferRequest.Builder request(String model) {
    return InferRequest.to(model).input(X).timeout(Duration.ofSeconds(30));
  }
}
