package dev.chatbrush.mask.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatbrush.contracts.mask.Selection;
import dev.chatbrush.contracts.picture.Picture;
import dev.chatbrush.contracts.picture.StatusReply;
import dev.chatbrush.contracts.picture.StatusRequest;
import dev.chatbrush.triton.testing.FakeCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeTritonResource.class)
class DegradedTest {
  @TestHTTPResource("/q/health/ready")
  URI ready;

  @TestHTTPResource("/q/metrics")
  URI metrics;

  private final FakeSegmenter triton = FakeTritonResource.segmenter();
  private final Picture picture = MaskClient.picture(64, 48, 0x202020);
  private MaskClient client;

  @BeforeEach
  void connect() {
    client = new MaskClient();
    Eventually.holds(() -> status().getEngineReady());
  }

  @AfterEach
  void disconnect() {
    triton.triton().restart();
    Eventually.holds(() -> status().getEngineReady());
    // Both breakers closed again, for the tests that come after; a new picture is encoded too.
    Eventually.holds(() -> clicks(MaskClient.picture(9, 9, (int) System.nanoTime() & 0xffffff)));
    client.close();
  }

  @Test
  void withoutTritonClicksAreRefusedAndStrokesWork() throws Exception {
    assertThat(get(ready)).contains("\"triton\": \"up\"");
    triton.triton().stop();
    Eventually.holds(() -> !status().getEngineReady());

    StatusRuntimeException thrown =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> client.segment(picture, MaskClient.click(5, 5)));
    Selection stroke =
        Selection.newBuilder().addStrokes(MaskClient.stroke(4, false, 20, 20)).build();

    assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(MaskClient.codeOf(thrown)).isEqualTo("MODEL_UNAVAILABLE");
    assertThat(client.segment(picture, stroke).getMask().getArea()).isPositive();
    assertThat(get(ready)).contains("\"triton\": \"down\"").contains("\"status\": \"UP\"");
  }

  @Test
  void aTritonThatDiesInMidCallIsSaidToBeGoneAndComesBack() {
    client.segment(picture, MaskClient.click(5, 5));
    triton.triton().stop();

    StatusRuntimeException thrown =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> client.segment(picture, MaskClient.click(6, 6)));
    triton.triton().restart();

    assertThat(MaskClient.codeOf(thrown)).isEqualTo("MODEL_UNAVAILABLE");
    Eventually.holds(() -> clicks(picture));
  }

  @Test
  void whatWasEncodedOutlivesATritonThatRestarts() {
    client.segment(picture, MaskClient.click(5, 5));
    triton.triton().stop();
    Eventually.holds(() -> !status().getEngineReady());
    triton.triton().restart();
    Eventually.holds(() -> status().getEngineReady());
    int encodes = triton.encoder().received().size();

    Eventually.holds(() -> clicks(MaskClient.byName(picture)));

    assertThat(triton.encoder().received()).hasSize(encodes);
  }

  @Test
  void aConnectionThatBreaksInMidClickIsSaidToBeGoneAndIsMadeAnew() {
    client.segment(picture, MaskClient.click(5, 1));
    triton.decoder().next(DegradedTest::breakOff).next(DegradedTest::breakOff);

    StatusRuntimeException thrown =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> client.segment(picture, MaskClient.click(5, 2)));

    assertThat(MaskClient.codeOf(thrown)).isEqualTo("MODEL_UNAVAILABLE");
    Eventually.holds(() -> clicks(picture));
  }

  private static void breakOff(FakeCall call) throws InterruptedException {
    call.cutConnection();
    call.awaitCancel();
  }

  @Test
  void metersHaveTheirPublishedNames() throws Exception {
    client.segment(picture, MaskClient.click(7, 7));

    assertThat(get(metrics))
        .contains("chatbrush_segment_seconds_bucket{outcome=\"ok\"")
        .contains("chatbrush_segment_part_seconds_bucket{part=\"model\"")
        .contains("chatbrush_embedding_hits_total")
        .contains("chatbrush_embedding_misses_total")
        .contains("chatbrush_embedding_evictions_total")
        .contains("chatbrush_embedding_bytes");
  }

  private boolean clicks(Picture which) {
    try {
      return client.segment(which, MaskClient.click(5, 5)).hasMask();
    } catch (StatusRuntimeException stillDown) {
      return false;
    }
  }

  private StatusReply status() {
    return client.blocking().status(StatusRequest.getDefaultInstance());
  }

  private static String get(URI uri) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
