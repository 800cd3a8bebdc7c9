package dev.chatbrush.triton.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferResponse;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.error.OverloadedException;
import dev.chatbrush.triton.error.ServerUnavailableException;
import dev.chatbrush.triton.testing.FakeBehaviour;
import dev.chatbrush.triton.testing.FakeError;
import dev.chatbrush.triton.testing.FakeTriton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GrpcInferenceClientTest {
  private static final Tensor X = Tensor.ofUint8("x", new byte[] {1, 2, 3}, 3);

  private final FakeTriton triton = FakeTriton.start();
  private final Queue<CallObserver.Call> calls = new ConcurrentLinkedQueue<>();
  private final CallObserver observer =
      new CallObserver() {
        @Override
        public void callFinished(Call call) {
          calls.add(call);
        }
      };

  @AfterEach
  void stop() {
    triton.close();
  }

  @Test
  void headersOfClientSourcesAndRequestTravelAlong() {
    triton.model("echo");
    try (InferenceClient client =
        connect(config().header("x-client", "a").headers(sink -> sink.accept("x-source", "b")))) {
      client.infer(request("echo").header("x-request", "c").build());
    }

    assertThat(triton.model("echo").received().get(0).headers())
        .containsEntry("x-client", "a")
        .containsEntry("x-source", "b")
        .containsEntry("x-request", "c");
  }

  @Test
  void answerThatCameFromTheServerIsNeverRetried() {
    triton
        .model("busy")
        .behaves(FakeBehaviour.failing(FakeError.UNAVAILABLE, "Exceeds maximum queue size"));
    triton.model("gone").behaves(FakeBehaviour.failing(FakeError.UNAVAILABLE, "going away"));
    try (InferenceClient client = connect(config())) {
      assertThatExceptionOfType(OverloadedException.class)
          .isThrownBy(() -> client.infer(request("busy").build()));
      assertThatExceptionOfType(ServerUnavailableException.class)
          .isThrownBy(() -> client.infer(request("gone").build()));
    }

    assertThat(triton.model("busy").received()).hasSize(1);
    assertThat(triton.model("gone").received()).hasSize(1);
  }

  @Test
  void cutConnectionIsNotRetriedBecauseTheModelMayHaveRun() {
    triton.model("cut").behaves(FakeBehaviour.cutting());
    try (InferenceClient client = connect(config())) {
      assertThatExceptionOfType(ServerUnavailableException.class)
          .isThrownBy(() -> client.infer(request("cut").build()));
    }

    assertThat(triton.model("cut").received()).hasSize(1);
  }

  @Test
  void refusedConnectionFailsAtOnceAndTheNextCallConnectsAnew() throws InterruptedException {
    triton.model("echo");
    triton.stop();
    try (InferenceClient client = connect(config())) {
      for (int i = 0; i < 6; i++) { // by now a pause between attempts would have grown to seconds
        assertThatExceptionOfType(ServerUnavailableException.class)
            .isThrownBy(() -> client.infer(request("echo").build()));
      }

      triton.restart();

      assertThat(failuresUntilItAnswers(client)).isLessThan(40);
    }
  }

  private static int failuresUntilItAnswers(InferenceClient client) throws InterruptedException {
    for (int failures = 0; failures < 100; failures++) {
      if (failuresOf(1, client) == 0) {
        return failures;
      }
      Thread.sleep(20);
    }
    return 100;
  }

  @Test
  void severalAddressesShareTheCallsAndTheLivingTakeOver() {
    try (FakeTriton other = FakeTriton.start();
        InferenceClient client =
            connect(ClientConfig.builder().targets(triton.address(), other.address()))) {
      triton.model("echo");
      other.model("echo");
      inferUntilBothHaveSome(client, other);

      triton.stop();

      // The one call that meets the server's goodbye may have run there: repeating it is not safe.
      assertThat(failuresOf(20, client)).isLessThanOrEqualTo(1);
    }
  }

  private static int failuresOf(int count, InferenceClient client) {
    int failures = 0;
    for (int i = 0; i < count; i++) {
      try {
        assertThat(client.infer(request("echo").build()).has("x")).isTrue();
      } catch (ServerUnavailableException lost) {
        failures++;
      }
    }
    return failures;
  }

  private void inferUntilBothHaveSome(InferenceClient client, FakeTriton other) {
    for (int i = 0;
        i < 1_000
            && (triton.model("echo").received().isEmpty()
                || other.model("echo").received().isEmpty());
        i++) {
      client.infer(request("echo").build());
    }
    assertThat(triton.model("echo").received()).isNotEmpty();
    assertThat(other.model("echo").received()).isNotEmpty();
  }

  @Test
  void dnsNameIsResolved() {
    triton.model("echo");
    String port = triton.address().substring(triton.address().lastIndexOf(':'));
    try (InferenceClient client =
        connect(ClientConfig.builder().targets("dns:///localhost" + port))) {
      assertThat(client.infer(request("echo").build()).has("x")).isTrue();
    }
  }

  @Test
  void manyCallsShareOneConnection() {
    triton.model("echo");
    try (InferenceClient client = connect(config())) {
      for (int i = 0; i < 20; i++) {
        client.infer(request("echo").build());
      }
      assertThat(triton.connections()).isEqualTo(1);
    }
  }

  @Test
  void observersLearnBytesAnswersAndReasons() {
    triton.model("echo");
    triton.model("bad").behaves(FakeBehaviour.failing(FakeError.INTERNAL, "no"));
    try (InferenceClient client = connect(config())) {
      InferResponse answer = client.infer(request("echo").build());
      assertThat(answer.has("x")).isTrue();
      assertThatExceptionOfType(RuntimeException.class)
          .isThrownBy(() -> client.infer(request("bad").build()));
    }

    List<CallObserver.Call> seen = List.copyOf(calls);
    assertThat(seen).extracting(CallObserver.Call::model).containsExactly("echo", "bad");
    assertThat(seen.get(0).sentBytes()).isEqualTo(3);
    assertThat(seen.get(0).receivedBytes()).isEqualTo(3);
    assertThat(seen.get(0).answers()).isEqualTo(1);
    assertThat(seen.get(0).failure()).isEmpty();
    assertThat(seen.get(1).failure()).isPresent();
  }

  @Test
  void unusableConfigurationsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> ClientConfig.builder().build());
    assertThatIllegalArgumentException().isThrownBy(() -> ClientConfig.of("a:1", "dns:///b:2"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GrpcInferenceClient.connect(ClientConfig.of("no-port")))
        .withMessageContaining("no-port");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> connect(config().tls(TlsConfig.trusting(Path.of("no", "such", "file.pem")))));
  }

  private ClientConfig.Builder config() {
    return ClientConfig.builder().targets(triton.address()).observer(observer);
  }

  private static InferenceClient connect(ClientConfig.Builder config) {
    return GrpcInferenceClient.connect(config.build());
  }

  private static InferRequest.Builder request(String model) {
    return InferRequest.to(model).input(X).timeout(Duration.ofSeconds(30));
  }
}
