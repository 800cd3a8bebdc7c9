package dev.chatbrush.triton.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.ModelId;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.error.DeadlineExceededException;
import dev.chatbrush.triton.error.InvalidInputException;
import dev.chatbrush.triton.error.ModelFailedException;
import dev.chatbrush.triton.error.ModelNotFoundException;
import dev.chatbrush.triton.error.ServerUnavailableException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FakeTritonTest {
  private final FakeTriton triton = FakeTriton.start();
  private final InferenceClient client = triton.connect();

  @AfterEach
  void stop() {
    client.close();
    triton.close();
  }

  @Test
  void scriptedAnswersComeOnceAndInTurn() {
    triton
        .model("m")
        .next(FakeBehaviour.replying(Tensor.ofFp32("y", new float[] {Float.NaN}, 1)))
        .next(FakeBehaviour.failing(FakeError.INTERNAL, "MASK_EMPTY: nothing is selected"))
        .behaves(FakeBehaviour.echo());

    assertThat(client.infer(request("m")).output("y").asFp32()[0]).isNaN();
    assertThatExceptionOfType(ModelFailedException.class)
        .isThrownBy(() -> client.infer(request("m")));
    assertThat(client.infer(request("m")).has("x")).isTrue();
    assertThat(triton.model("m").received()).hasSize(3);
  }

  @Test
  void stallEndsWithTheDeadline() {
    triton.model("m").behaves(FakeBehaviour.stalling());
    client.modelReady(ModelId.of("m"));

    assertThatExceptionOfType(DeadlineExceededException.class)
        .isThrownBy(() -> client.infer(request("m", Duration.ofMillis(500))));
  }

  @Test
  void latencyAndPausesTakeTime() {
    triton.latency(Duration.ofMillis(60));
    triton.model("m").behaves(FakeBehaviour.echo().after(Duration.ofMillis(60)));
    long begin = System.nanoTime();

    client.infer(request("m"));

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(119));
  }

  @Test
  void declaredInputsAreCheckedAsTritonDoes() {
    triton.model("m").input("x", DataType.FP32, 1);

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> client.infer(request("m")));
  }

  @Test
  void modelsGoAndServersStopAndComeBack() {
    triton.model("m");
    assertThat(client.infer(request("m")).has("x")).isTrue();
    triton.remove("m");
    assertThatExceptionOfType(ModelNotFoundException.class)
        .isThrownBy(() -> client.infer(request("m")));

    String address = triton.address();
    triton.stop();
    assertThatExceptionOfType(ServerUnavailableException.class)
        .isThrownBy(() -> client.infer(request("m")));
    triton.restart();
    assertThat(triton.address()).isEqualTo(address);
  }

  @Test
  void failureInsideTheBehaviourIsTheModelsError() {
    triton
        .model("m")
        .behaves(
            call -> {
              throw new IllegalStateException("the script is wrong");
            });

    assertThatExceptionOfType(ModelFailedException.class)
        .isThrownBy(() -> client.infer(request("m")))
        .withMessageContaining("the script is wrong");
  }

  @Test
  void readinessIsAsTold() {
    assertThat(client.ready()).isTrue();
    triton.ready(false);
    assertThat(client.ready()).isFalse();
    assertThat(client.live()).isTrue();
  }

  private static InferRequest request(String model) {
    return request(model, Duration.ofSeconds(30));
  }

  private static InferRequest request(String model, Duration timeout) {
    return InferRequest.to(model)
        .input(Tensor.ofUint8("x", new byte[] {1}, 1))
        .timeout(timeout)
        .build();
  }
}
