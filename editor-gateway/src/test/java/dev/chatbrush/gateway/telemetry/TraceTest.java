package dev.chatbrush.gateway.telemetry;

import static dev.chatbrush.testing.RecordedSpans.one;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.gateway.testing.FakeTraces;
import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.Images;
import dev.chatbrush.gateway.testing.SseReader;
import dev.chatbrush.testing.LogLines;
import dev.chatbrush.testing.RecordedSpans;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One trace from a request to what the other services are sent, and its id wherever one looks. */
@QuarkusTest
class TraceTest extends GatewayTest {
  private static final AtomicInteger TRACES = new AtomicInteger();
  private static final String PARENT = "00f067aa0ba902b7";
  private static final String MESSAGES = "POST /api/sessions/{id}/messages";
  private static final String PLAN = "chatbrush.agent.v1.AgentService/Plan";
  private static final String RUN = "chatbrush.agent.v1.AgentService/Run";
  private static final String SEGMENT = "chatbrush.mask.v1.MaskService/Segment";

  private final String trace = "4bf92f3577b34da6a3ce929d%08x".formatted(TRACES.incrementAndGet());

  @Inject RecordedSpans recorded;

  @Test
  void anEditIsATree() throws InterruptedException {
    String id = newSession(64, 48);

    say(id, "object_erase@subject", "application/json").then().statusCode(200);

    List<SpanData> spans = recorded.of(trace, TraceTest::isWhole);
    SpanData request = one(spans, MESSAGES);
    SpanData edit = one(spans, "edit");
    assertThat(request.getParentSpanId()).isEqualTo(PARENT);
    assertThat(edit.getParentSpanId()).isEqualTo(request.getSpanId());
    assertThat(one(spans, PLAN).getParentSpanId()).isEqualTo(edit.getSpanId());
    assertThat(children(spans, edit, RUN)).isNotEmpty();
    assertThat(children(spans, edit, SEGMENT)).isNotEmpty();
    assertThat(children(spans, edit, "store picture")).isNotEmpty();
    assertThat(children(spans, edit, "store rows")).as("plan, step and what it made").hasSize(3);
    assertThat(edit.getAttributes().get(AttributeKey.stringKey("chatbrush.outcome")))
        .isEqualTo("completed");
    for (String method : List.of("Plan", "Run", "Segment")) {
      assertThat(FakeTraces.of(method)).anyMatch(sent -> sent.startsWith("00-" + trace + "-"));
    }
  }

  @Test
  void anEditThatFailsIsFoundByItsProblem() throws InterruptedException {
    String id = newSession(64, 48);
    agent.running(
        call -> {
          throw new IllegalStateException("out of memory");
        });

    LogLines log = LogLines.of("dev.chatbrush.gateway.edit.BadEnds");
    try (log) {
      Response reply = say(id, "winter", "application/json");

      assertThat(reply.statusCode()).isEqualTo(500);
      assertThat(reply.<String>path("traceId")).isEqualTo(trace);
      assertThat(reply.header("traceresponse")).matches("00-" + trace + "-[0-9a-f]{16}-01");
    }

    assertThat(log.lines()).anyMatch(line -> line.contains(" trace=" + trace + " "));
    assertThat(given().get("/api/sessions/{id}", id).<String>path("messages[-1].problem.traceId"))
        .isEqualTo(trace);
    List<SpanData> spans = recorded.of(trace, TraceTest::isWhole);
    assertThat(one(spans, "edit").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }

  @Test
  void aStreamTellsTheSameId() {
    String id = newSession(64, 48);
    String body = "{\"text\":\"object_erase@\"}";

    try (SseReader reader =
        SseReader.post(
            root.resolve("/api/sessions/" + id + "/messages"), body, "traceparent", header())) {
      List<SseReader.Event> events = reader.until("done");

      assertThat(events.get(2).data().get("traceId").asText()).isEqualTo(trace);
      assertThat(reader.response().headers().firstValue("traceresponse").orElse(""))
          .startsWith("00-" + trace + "-");
    }
  }

  @Test
  void whatGoesOnAfterAnUploadBelongsToIt() throws InterruptedException {
    given()
        .header("traceparent", header())
        .multiPart("image", "photo.png", Images.png(64, 48, 77), "image/png")
        .post("/api/sessions")
        .then()
        .statusCode(201);

    List<SpanData> spans =
        recorded.of(
            trace,
            found ->
                RecordedSpans.has(found, "chatbrush.mask.v1.MaskService/Prepare")
                    && RecordedSpans.has(found, "POST /api/sessions"));
    assertThat(spans).extracting(SpanData::getName).contains("store rows");
    assertThat(FakeTraces.of("Prepare")).anyMatch(sent -> sent.startsWith("00-" + trace + "-"));
  }

  @Test
  void aMalformedParentIsIgnored() {
    Response reply =
        given().header("traceparent", "00-not-a-trace-01").get("/api/sessions/" + "0".repeat(26));

    String begun = reply.path("traceId");
    assertThat(begun).matches("(?!0{32})[0-9a-f]{32}");
    assertThat(reply.header("traceresponse")).startsWith("00-" + begun + "-");
  }

  @Test
  void aCallerWhoIsNotRecordedKeepsItsId() {
    Response reply =
        given()
            .header("traceparent", "00-%s-%s-00".formatted(trace, PARENT))
            .get("/api/sessions/" + "0".repeat(26));

    assertThat(reply.<String>path("traceId")).isEqualTo(trace);
    assertThat(recorded.all()).noneMatch(span -> span.getTraceId().equals(trace));
  }

  @Test
  void lookingHowTheOthersAreMakesNoTrace() throws InterruptedException {
    int before = FakeTraces.of("Status").size();
    while (FakeTraces.of("Status").size() < before + 3) {
      Thread.sleep(50);
    }

    List<String> sent = FakeTraces.of("Status");
    assertThat(sent.subList(before + 1, sent.size())).allMatch(parent -> parent.endsWith("-00"));
  }

  /** The edit's span ends when its outcome has been told. */
  private static boolean isWhole(List<SpanData> spans) {
    return RecordedSpans.has(spans, MESSAGES) && RecordedSpans.has(spans, "edit");
  }

  private Response say(String id, String text, String accept) {
    return given()
        .header("traceparent", header())
        .contentType(ContentType.JSON)
        .accept(accept)
        .body("{\"text\":\"%s\"}".formatted(text))
        .post("/api/sessions/{id}/messages", id);
  }

  private String header() {
    return "00-%s-%s-01".formatted(trace, PARENT);
  }

  private static List<SpanData> children(List<SpanData> spans, SpanData parent, String name) {
    return spans.stream()
        .filter(span -> span.getName().equals(name))
        .filter(span -> span.getParentSpanId().equals(parent.getSpanId()))
        .toList();
  }
}
