package dev.chatbrush.calls.triton;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.calls.GuardConfig;
import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.testing.FakeTriton;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TritonConnectionTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void metersEachCallToTriton() {
    try (FakeTriton triton = FakeTriton.start();
        InferenceClient client =
            new TritonConnection().client(new At(triton.address()), meters, OpenTelemetry.noop())) {
      triton
          .model("echo")
          .input("x", DataType.FP32, -1)
          .behaves(call -> call.reply(Tensor.ofFp32("y", new float[] {1}, 1)));

      client.infer(
          InferRequest.to("echo")
              .input(Tensor.ofFp32("x", new float[] {1}, 1))
              .timeout(Duration.ofSeconds(5))
              .build());

      assertThat(
              meters
                  .get("triton.client.call")
                  .tags("model", "echo", "outcome", "ok")
                  .timer()
                  .count())
          .isEqualTo(1);
    }
  }

  private record At(String address) implements TritonConfig {
    @Override
    public List<String> target() {
      return List.of(address);
    }

    @Override
    public Duration refresh() {
      return Duration.ofSeconds(3);
    }

    @Override
    public Duration firstLook() {
      return Duration.ofSeconds(2);
    }

    @Override
    public GuardConfig guard() {
      throw new UnsupportedOperationException("no guard stands before this call");
    }
  }
}
