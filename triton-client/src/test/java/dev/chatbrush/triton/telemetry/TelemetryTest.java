package dev.chatbrush.triton.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.error.ModelFailedException;
import dev.chatbrush.triton.grpc.ClientConfig;
import dev.chatbrush.triton.grpc.GrpcInferenceClient;
import dev.chatbrush.triton.testing.FakeBehaviour;
import dev.chatbrush.triton.testing.FakeError;
import dev.chatbrush.triton.testing.FakeTriton;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TelemetryTest {
  private final FakeTriton triton = FakeTriton.start();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @AfterEach
  void stop() {
    triton.close();
  }

  @Test
  void metersCountCallsBytesAndFailures() {
    triton.model("echo");
    triton.model("bad").behaves(FakeBehaviour.failing(FakeError.INTERNAL, "no"));
    try (InferenceClient client = connect(config())) {
      client.infer(request("echo"));
      client.infer(request("echo"));
      assertThatExceptionOfType(ModelFailedException.class)
          .isThrownBy(() -> client.infer(request("bad")));
    }

    var timer = meters.get("triton.client.call").tags("model", "echo", "outcome", "ok").timer();
    assertThat(timer.count()).isEqualTo(2);
    assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isPositive();
    assertThat(meters.get("triton.client.call").tags("outcome", "ModelFailed").timer().count())
        .isEqualTo(1);
    assertThat(meters.get("triton.client.sent").tag("model", "echo").counter().count())
        .isEqualTo(8);
    assertThat(meters.get("triton.client.received").tag("model", "echo").counter().count())
        .isEqualTo(8);
  }

  @Test
  void traceContextOfTheCallerReachesTheServer() {
    triton.model("echo");
    OpenTelemetry telemetry =
        OpenTelemetry.propagating(
            ContextPropagators.create(W3CTraceContextPropagator.getInstance()));
    SpanContext context =
        SpanContext.create(
            "0af7651916cd43dd8448eb211c80319c",
            "b7ad6b7169203331",
            TraceFlags.getSampled(),
            TraceState.getDefault());
    try (InferenceClient client = connect(config().headers(new OpenTelemetryHeaders(telemetry)));
        Scope scope = Span.wrap(context).makeCurrent()) {
      assertThat(scope).isNotNull();
      client.infer(request("echo"));
    }

    assertThat(triton.model("echo").received().get(0).headers())
        .containsEntry("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
  }

  private ClientConfig.Builder config() {
    return ClientConfig.builder()
        .targets(triton.address())
        .observer(new MicrometerObserver(meters));
  }

  private static InferenceClient connect(ClientConfig.Builder config) {
    return GrpcInferenceClient.connect(config.build());
  }

  private static InferRequest request(String model) {
    return InferRequest.to(model)
        .input(Tensor.ofInt32("x", new int[] {7}, 1))
        .timeout(Duration.ofSeconds(30))
        .build();
  }
}
