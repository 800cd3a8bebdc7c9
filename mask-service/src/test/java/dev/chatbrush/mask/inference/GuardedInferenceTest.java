package dev.chatbrush.mask.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chatbrush.calls.CallDeadline;
import dev.chatbrush.calls.triton.TritonConfig;
import dev.chatbrush.mask.problem.MaskProblem;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferResponse;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.ModelId;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.catalogue.ModelCatalogue;
import dev.chatbrush.triton.error.ServerUnavailableException;
import dev.chatbrush.triton.error.UnexpectedResponseException;
import dev.chatbrush.triton.testing.FakeBehaviour;
import dev.chatbrush.triton.testing.FakeModel;
import dev.chatbrush.triton.testing.FakeTriton;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardedInferenceTest {
  private static final Tensor X = Tensor.ofUint8("x", new byte[] {1, 2, 3}, 3);

  private final FakeTriton triton = FakeTriton.start();
  private final InferenceClient client = triton.connect();
  private final FakeModel decoder = triton.model("decoder");
  private final ModelCatalogue models = ModelCatalogue.start(client, Duration.ofHours(1));

  @AfterEach
  void stop() {
    models.close();
    client.close();
    triton.close();
  }

  @Test
  void theCallersTimeEndsTheModelsCall() {
    decoder.behaves(FakeBehaviour.stalling());
    GuardedInference inference = inference(Map.of());
    long start = System.nanoTime();

    assertThatExceptionOfType(MaskProblem.class)
        .isThrownBy(
            () -> inference.decode(request("decoder"), CallDeadline.in(Duration.ofMillis(300))))
        .satisfies(problem -> assertThat(problem.code()).isEqualTo("INFERENCE_TIMEOUT"));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(decoder.received().get(0).timeout()).isLessThanOrEqualTo(Duration.ofMillis(300));
  }

  @Test
  void limitsBeyondMinutesAreHonoured() {
    GuardedInference inference =
        inference(
            Map.of(
                "chatbrush.triton.decode-timeout", "25m",
                "chatbrush.triton.encode-timeout", "2h"));
    FakeModel encoder = triton.model("encoder");

    inference.decode(request("decoder"), CallDeadline.in(Duration.ofHours(1)));
    inference.encode(request("encoder"));

    assertThat(decoder.received().get(0).timeout()).isGreaterThan(Duration.ofMinutes(24));
    assertThat(encoder.received().get(0).timeout()).isGreaterThan(Duration.ofMinutes(119));
  }

  @Test
  void callersInAHurryShutNoDoor() {
    decoder.behaves(FakeBehaviour.stalling());
    GuardedInference inference = inference(Map.of());
    for (int i = 0; i < 6; i++) {
      assertThatExceptionOfType(MaskProblem.class)
          .isThrownBy(
              () -> inference.decode(request("decoder"), CallDeadline.in(Duration.ofMillis(60))));
    }

    decoder.behaves(call -> call.reply(X));

    assertThat(inference.decode(request("decoder"), CallDeadline.in(minute())).has("x")).isTrue();
  }

  @Test
  void withoutAServerCallsFailAtOnceAndHealByThemselves() throws InterruptedException {
    GuardedInference inference = inference(Map.of("chatbrush.triton.guard.rest", "300ms"));
    inference.decode(request("decoder"), CallDeadline.in(minute()));
    triton.stop();
    assertThatExceptionOfType(ServerUnavailableException.class)
        .isThrownBy(() -> inference.decode(request("decoder"), CallDeadline.in(minute())));

    assertThatExceptionOfType(CircuitBreakerOpenException.class)
        .isThrownBy(() -> inference.decode(request("decoder"), CallDeadline.in(minute())));

    triton.restart();
    assertThat(answersWithinAMinute(inference)).isTrue();
  }

  @Test
  void aBatchAxisIsPutOnAndTakenOff() {
    FakeModel encoder = triton.model("encoder").maxBatchSize(1);
    models.refresh();
    GuardedInference inference = inference(Map.of());

    InferResponse encoded = inference.encode(request("encoder"));
    InferResponse decoded = inference.decode(request("decoder"), CallDeadline.in(minute()));

    assertThat(encoder.received().get(0).inputs()).containsExactly(X.inBatch());
    assertThat(encoded.output("x")).isEqualTo(X);
    assertThat(decoder.received().get(0).inputs()).containsExactly(X);
    assertThat(decoded.output("x")).isEqualTo(X);
  }

  @Test
  void anAnswerThatIsNoneOfOneIsRefused() {
    triton
        .model("encoder")
        .maxBatchSize(2)
        .behaves(FakeBehaviour.replying(Tensor.ofUint8("x", new byte[6], 2, 3)));
    models.refresh();

    assertThatExceptionOfType(UnexpectedResponseException.class)
        .isThrownBy(() -> inference(Map.of()).encode(request("encoder")))
        .withMessage("expected a batch of one, found 'x' UINT8[2,3]");
  }

  @Test
  void slowEncodesShutNoDoorOnClicks() {
    triton.model("encoder").behaves(FakeBehaviour.stalling());
    GuardedInference inference =
        inference(
            Map.of(
                "chatbrush.triton.encode-timeout", "1s",
                "chatbrush.triton.guard.rest", "1h"));
    for (int i = 0; i < 4; i++) {
      assertThatExceptionOfType(dev.chatbrush.triton.error.DeadlineExceededException.class)
          .isThrownBy(() -> inference.encode(request("encoder")));
    }

    assertThatExceptionOfType(CircuitBreakerOpenException.class)
        .isThrownBy(() -> inference.encode(request("encoder")));
    assertThat(inference.decode(request("decoder"), CallDeadline.in(minute())).has("x")).isTrue();
    triton.model("saliency");
    assertThat(inference.findSubject(request("saliency"))).isNotNull();
  }

  private static boolean answersWithinAMinute(GuardedInference inference)
      throws InterruptedException {
    for (CallDeadline end = CallDeadline.in(minute()); !end.left().isZero(); Thread.sleep(50)) {
      try {
        return inference.decode(request("decoder"), CallDeadline.in(minute())).has("x");
      } catch (ServerUnavailableException | CircuitBreakerOpenException stillDown) {
        assertThat(stillDown).isNotNull();
      }
    }
    return false;
  }

  private static Duration minute() {
    return Duration.ofMinutes(1);
  }

  private static InferRequest.Builder request(String model) {
    return InferRequest.to(new ModelId(model, "1")).input(X);
  }

  private GuardedInference inference(Map<String, String> values) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(TritonConfig.class)
            .withMapping(ModelCallConfig.class)
            .withDefaultValues(values)
            .build();
    return new GuardedInference(
        client,
        models,
        config.getConfigMapping(TritonConfig.class),
        config.getConfigMapping(ModelCallConfig.class));
  }
}
