package dev.chatbrush.mask.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.contracts.mask.MaskServiceGrpc;
import dev.chatbrush.contracts.mask.PrepareRequest;
import dev.chatbrush.contracts.mask.SegmentRequest;
import dev.chatbrush.contracts.picture.Picture;
import dev.chatbrush.testing.LogLines;
import dev.chatbrush.testing.RecordedSpans;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.testing.FakeBehaviour;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The caller's trace goes on, over both lanes, to what Triton is sent. */
@QuarkusTest
@QuarkusTestResource(FakeTritonResource.class)
class TraceTest {
  private static final String SEGMENT = "chatbrush.mask.v1.MaskService/Segment";
  private static final String PREPARE = "chatbrush.mask.v1.MaskService/Prepare";
  private static final String PARENT = "00f067aa0ba902b7";

  private final FakeSegmenter triton = FakeTritonResource.segmenter();
  private MaskClient client;

  @Inject RecordedSpans recorded;

  @BeforeEach
  void connect() {
    triton.reset();
    client = new MaskClient();
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  @Test
  void aClickIsATree() throws InterruptedException {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4701";
    Picture picture = MaskClient.picture(64, 48, 0x0a0a01);

    client
        .blocking()
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(traceparent(trace)))
        .segment(
            SegmentRequest.newBuilder()
                .setPicture(picture)
                .setSelection(MaskClient.click(20, 20))
                .build());

    List<SpanData> spans = recorded.of(trace, found -> RecordedSpans.has(found, SEGMENT));
    SpanData server = RecordedSpans.one(spans, SEGMENT);
    SpanData encode = RecordedSpans.one(spans, "infer sam_encoder");
    SpanData decode = RecordedSpans.one(spans, "infer sam_decoder");
    assertThat(server.getParentSpanId()).isEqualTo(PARENT);
    assertThat(encode.getParentSpanId()).isEqualTo(server.getSpanId());
    assertThat(decode.getParentSpanId()).isEqualTo(server.getSpanId());
    assertThat(sentTraceparent(triton.encoder().received())).isEqualTo(header(trace, encode));
    assertThat(sentTraceparent(triton.decoder().received())).isEqualTo(header(trace, decode));
  }

  @Test
  void anEncodeAheadBelongsToWhoAskedForIt() throws InterruptedException {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4702";
    Picture picture = MaskClient.picture(64, 48, 0x0a0a02);

    client
        .blocking()
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(traceparent(trace)))
        .prepare(PrepareRequest.newBuilder().setPicture(picture).build());

    List<SpanData> spans = recorded.of(trace, found -> RecordedSpans.has(found, PREPARE));
    assertThat(RecordedSpans.one(spans, "infer sam_encoder").getParentSpanId())
        .isEqualTo(RecordedSpans.one(spans, PREPARE).getSpanId());
  }

  @Test
  void whatIsLoggedSaysForWhom() {
    float[] fewer = new float[3];
    triton
        .decoder()
        .behaves(
            FakeBehaviour.replying(
                Tensor.ofFp32("low_res_masks", new float[4 * 256 * 256], 4, 256, 256),
                Tensor.ofFp32("iou_predictions", fewer, fewer.length)));
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("chatbrush-owner", Metadata.ASCII_STRING_MARSHALLER), "o-ann");
    MaskServiceGrpc.MaskServiceBlockingStub stub =
        client.blocking().withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    SegmentRequest click =
        SegmentRequest.newBuilder()
            .setPicture(MaskClient.picture(64, 48, 0x0a0a03))
            .setSelection(MaskClient.click(20, 20))
            .build();

    try (LogLines log = LogLines.of("dev.chatbrush.mask.api.GrpcErrors")) {
      assertThatThrownBy(() -> stub.segment(click)).isInstanceOf(StatusRuntimeException.class);

      assertThat(log.lines()).singleElement().asString().contains(" owner=o-ann RESULT_INVALID");
    }
  }

  private static Metadata traceparent(String trace) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER),
        "00-%s-%s-01".formatted(trace, PARENT));
    return headers;
  }

  private static String sentTraceparent(List<InferRequest> received) {
    return received.get(received.size() - 1).headers().get("traceparent");
  }

  private static String header(String trace, SpanData span) {
    return "00-%s-%s-01".formatted(trace, span.getSpanId());
  }
}
