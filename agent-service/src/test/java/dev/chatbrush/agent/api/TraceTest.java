package dev.chatbrush.agent.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.chatbrush.agent.FakeServers;
import dev.chatbrush.agent.Images;
import dev.chatbrush.contracts.agent.RunRequest;
import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.testing.RecordedSpans;
import dev.chatbrush.triton.InferRequest;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The caller's trace goes on to what Triton is sent. */
@QuarkusTest
@QuarkusTestResource(value = FakeServers.class, restrictToAnnotatedClass = true)
class TraceTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4703";
  private static final String PARENT = "00f067aa0ba902b7";
  private static final String RUN = "chatbrush.agent.v1.AgentService/Run";

  private final Agent agent = new Agent("127.0.0.1:" + FakeServers.grpcPort());
  private final byte[] png = ImageEncoder.png(Images.noise(64, 48, 5));

  @Inject RecordedSpans recorded;

  @AfterEach
  void close() {
    agent.close();
  }

  @Test
  void anEraseIsATree() throws Exception {
    Mask mask = Mask.rectangle(64, 48, new Region(20, 20, 9, 9));
    RunRequest.Builder request =
        Agent.request(png, Agent.step("object_erase", "", true)).setMask(Agent.rle(mask));
    request.getPictureBuilder().setContent(ByteString.copyFrom(png));
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER),
        "00-%s-%s-01".formatted(TRACE, PARENT));

    agent
        .stub()
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .run(request.build())
        .forEachRemaining(event -> assertThat(event.hasImageNeeded()).isFalse());

    List<SpanData> spans = recorded.of(TRACE, found -> RecordedSpans.has(found, RUN));
    SpanData run = RecordedSpans.one(spans, RUN);
    SpanData model = RecordedSpans.one(spans, "infer eraser");
    assertThat(run.getParentSpanId()).isEqualTo(PARENT);
    assertThat(model.getParentSpanId()).isEqualTo(run.getSpanId());
    assertThat(model.getAttributes().get(AttributeKey.longKey("triton.answers"))).isEqualTo(2);
    List<InferRequest> received = FakeServers.triton().model("eraser").received();
    assertThat(received.get(received.size() - 1).headers())
        .containsEntry("traceparent", "00-%s-%s-01".formatted(TRACE, model.getSpanId()));
  }
}
