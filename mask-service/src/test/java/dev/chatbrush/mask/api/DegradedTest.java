package dev.chatbrush.mask.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatbrush.contracts.mask.Selection;
import dev.chatbrush.contracts.picture.Picture;
import dev.chatbrush.contracts.picture.StatusReply;
import dev.chatbrush.contracts.picture.StatusRequest;
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
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
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
    until(() -> status().getEngineReady());
  }

  @AfterEach
  void disconnect() {
    triton.triton().restart();
    until(() -> status().getEngineReady());
    // Both breakers closed again, for the tests that come after; a new picture is encoded too.
    until(() -> clicks(MaskClient.picture(9, 9, (int) System.nanoTime() & 0xffffff)));
    client.close();
  }

  @Test
  void withoutTritonClicksAreRefusedAndStrokesWork() throws Exception {
    assertThat(get(ready)).contains("\"triton\": \"up\"");
    triton.triton().stop();
    until(() -> !status().getEngineReady());

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
    until(() -> clicks(picture));
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

  private static void until(BooleanSupplier condition) {
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("waited 30 s in vain").isBefore(end);
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
