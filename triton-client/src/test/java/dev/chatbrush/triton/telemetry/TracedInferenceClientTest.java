package dev.chatbrush.triton.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.InferenceStream;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.error.ModelFailedException;
import dev.chatbrush.triton.grpc.ClientConfig;
import dev.chatbrush.triton.grpc.GrpcInferenceClient;
import dev.chatbrush.triton.testing.FakeBehaviour;
import dev.chatbrush.triton.testing.FakeError;
import dev.chatbrush.triton.testing.FakeTriton;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TracedInferenceClientTest {
  private final FakeTriton triton = FakeTriton.start();
  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final OpenTelemetrySdk telemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(spans))
                  .build())
          .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
          .build();
  private final InferenceClient client =
      new TracedInferenceClient(
          GrpcInferenceClient.connect(
              ClientConfig.builder()
                  .targets(triton.address())
                  .headers(new OpenTelemetryHeaders(telemetry))
                  .build()),
          telemetry);

  @AfterEach
  void stop() {
    client.close();
    triton.close();
    telemetry.close();
  }

  @Test
  void aCallIsAChildOfTheCallersSpanAndTheParentOfTheServers() {
    triton.model("echo");
    Span caller = telemetry.getTracer("test").spanBuilder("caller").startSpan();
    try (Scope scope = caller.makeCurrent()) {
      client.infer(request("echo"));
    }

    SpanData call = only();
    assertThat(call.getName()).isEqualTo("infer echo");
    assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(call.getParentSpanId()).isEqualTo(caller.getSpanContext().getSpanId());
    assertThat(call.getAttributes().get(AttributeKey.longKey("triton.sent.bytes"))).isEqualTo(4);
    assertThat(triton.model("echo").received().get(0).headers())
        .containsEntry(
            "traceparent",
            "00-%s-%s-01".formatted(caller.getSpanContext().getTraceId(), call.getSpanId()));
  }

  @Test
  void aStreamIsOneSpanFromItsFirstByteToItsLastAnswer() {
    triton
        .model("steps")
        .decoupled()
        .behaves(
            call -> {
              call.reply(Tensor.ofInt32("step", new int[] {1}, 1));
              call.reply(Tensor.ofInt32("step", new int[] {2}, 1));
            });
    try (InferenceStream stream = client.stream(request("steps"))) {
      assertThat(stream.next()).isPresent();
      assertThat(spans.getFinishedSpanItems()).isEmpty();
      while (stream.next().isPresent()) {
        continue;
      }
    }

    SpanData call = only();
    assertThat(call.getAttributes().get(AttributeKey.longKey("triton.answers"))).isEqualTo(2);
    assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
  }

  @Test
  void aStreamThatIsWithdrawnIsNoError() {
    triton.model("slow").decoupled().behaves(call -> call.awaitCancel());
    InferenceStream stream = client.stream(request("slow"));

    stream.close();

    SpanData call = only();
    assertThat(call.getAttributes().get(AttributeKey.booleanKey("triton.cancelled"))).isTrue();
    assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
  }

  @Test
  void aFailureIsNamedButNotQuoted() {
    triton.model("bad").behaves(FakeBehaviour.failing(FakeError.INTERNAL, "no 'secret prompt'"));

    assertThatExceptionOfType(ModelFailedException.class)
        .isThrownBy(() -> client.infer(request("bad")));

    SpanData call = only();
    assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(call.getAttributes().get(AttributeKey.stringKey("error.type")))
        .isEqualTo("ModelFailedException");
    assertThat(call.toString()).doesNotContain("secret");
  }

  @Test
  void anAsynchronousCallEndsWithItsFuture() throws Exception {
    triton.model("echo");

    client.inferAsync(request("echo")).get();

    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (spans.getFinishedSpanItems().isEmpty() && System.nanoTime() < end) {
      Thread.sleep(5); // the future wakes its waiters in no order
    }
    assertThat(only().getName()).isEqualTo("infer echo");
  }

  private SpanData only() {
    List<SpanData> finished = spans.getFinishedSpanItems();
    assertThat(finished).hasSize(1);
    return finished.get(0);
  }

  private static InferRequest request(String model) {
    return InferRequest.to(model)
        .input(Tensor.ofInt32("x", new int[] {7}, 1))
        .timeout(Duration.ofSeconds(30))
        .build();
  }
}
