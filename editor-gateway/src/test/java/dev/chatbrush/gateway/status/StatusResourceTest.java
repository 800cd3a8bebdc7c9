package dev.chatbrush.gateway.status;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import dev.chatbrush.contracts.wire.WireErrors;
import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.SseReader;
import io.grpc.Status;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StatusResourceTest extends GatewayTest {
  private static final String STROKE = "{\"strokes\":[{\"points\":[[5,5],[9,9]],\"radius\":3}]}";

  @TestHTTPResource(value = "/", management = true)
  URI management;

  @Inject StatusMonitor monitor;

  @ConfigProperty(name = "chatbrush.storage.folder")
  Path storage;

  @Test
  void tellsHowThingsAre() {
    monitor.check();

    given()
        .get("/api/status")
        .then()
        .statusCode(200)
        .body("status", equalTo("ok"))
        .body("parts.mask", equalTo("ok"))
        .body("parts.agent", equalTo("ok"))
        .body("parts.triton", equalTo("ok"))
        .body("planner", equalTo("rules"));
  }

  @Test
  void tellsOperatorsHowLongThingsTook() {
    newSession(16, 16);

    given()
        .get("/api/status/figures")
        .then()
        .statusCode(200)
        .body("timings.find{it.name=='upload' && it.outcome=='completed'}.count", greaterThan(0))
        .body("pages", greaterThanOrEqualTo(0))
        .body("running", greaterThanOrEqualTo(0))
        .body("waiting", equalTo(0));
    given()
        .redirects()
        .follow(false)
        .get("/status")
        .then()
        .statusCode(303)
        .header("Location", endsWith("/#/status"));
  }

  @Test
  void isDegradedWithoutTritonButReady() {
    String id = newSession(16, 16);
    monitor.check();
    try (SseReader page = SseReader.get(root.resolve("/api/sessions/" + id + "/events"))) {
      mask.engineReady(false);
      monitor.check();

      SseReader.Event event = page.next("status");
      assertThat(event.data().get("status").asText()).isEqualTo("degraded");
      assertThat(event.data().get("parts").get("triton").asText()).isEqualTo("down");
      assertThat(event.data().at("/faults/0/part").asText()).isEqualTo("triton");
      assertThat(event.data().at("/faults/0/reason").asText()).isEqualTo("unreachable");
    }
    given().get("/api/status").then().statusCode(200).body("parts.mask", equalTo("ok"));
    given()
        .get(management.resolve("/q/health/ready"))
        .then()
        .statusCode(200)
        .body("status", equalTo("UP"));
    assertThat(given().get(management.resolve("/q/metrics")).asString())
        .contains("chatbrush_degraded 1.0");
    mask.engineReady(true);
    monitor.check();
    given().get("/api/status").then().body("status", equalTo("ok"));
  }

  @Test
  void saysWhatAilsStorageAndWhenItIsWell() throws IOException {
    String id = newSession(16, 16);
    monitor.check();
    Path away = storage.resolveSibling("away");
    try (SseReader page = SseReader.get(root.resolve("/api/sessions/" + id + "/events"))) {
      Files.move(storage.resolve("partial"), away); // no write finds its place there
      assertThat(page.next("status").data().at("/parts/storage").asText()).isEqualTo("read-only");

      given().get("/api/status").then().body("status", equalTo("degraded"));
      given().get("/api/sessions/" + id).then().statusCode(200);
      given().get("/api/sessions/" + id + "/download").then().statusCode(200);
      post(id, "undo").statusCode(507).body("code", equalTo("STORAGE_FAILED"));
      given()
          .get(management.resolve("/q/health/ready"))
          .then()
          .statusCode(200)
          .body("status", equalTo("UP"));

      Files.move(away, storage.resolve("partial"));
      assertThat(page.next("status").data().at("/parts/storage").asText()).isEqualTo("ok");
    }
    newSession(16, 16);
  }

  @Test
  void tellsWhoAsksTheTruthWithinASecond() throws InterruptedException {
    given().get("/api/status").then().body("status", equalTo("ok"));
    mask.engineReady(false);
    Thread.sleep(300); // longer than an answer counts as fresh, shorter than the next look

    given().get("/api/status").then().body("parts.triton", equalTo("down"));
    mask.engineReady(true);
    Thread.sleep(300);
    given().get("/api/status").then().body("status", equalTo("ok"));
  }

  @Test
  void opensItsBreakerAndKeepsTheRestGoing() {
    String id = newSession(64, 48);
    mask.before(
        request -> {
          throw Status.UNAVAILABLE.asRuntimeException(); // as when nobody listens
        });
    for (int i = 0; i < 4; i++) {
      select(id, "{\"points\":[{\"x\":2,\"y\":1}]}").statusCode(503);
    }
    int asked = mask.requests().size();

    select(id, "{\"points\":[{\"x\":2,\"y\":1}]}")
        .statusCode(503)
        .header("Retry-After", equalTo("5"))
        .body("code", equalTo("MODEL_UNAVAILABLE"));
    assertThat(mask.requests()).as("an open breaker makes no call").hasSize(asked);
    say(id, "winter").statusCode(200);
    post(id, "undo").statusCode(200);
    mask.before(request -> {});
    select(id, STROKE).statusCode(200);
  }

  @Test
  void thatTritonIsGoneClosesNoDoorToMaskService() {
    String id = newSession(64, 48);
    mask.before(
        request -> {
          throw WireErrors.of(Status.UNAVAILABLE, "MODEL_UNAVAILABLE", "Triton is not there.");
        });
    int before = mask.requests().size();

    for (int i = 0; i < 8; i++) {
      select(id, "{\"points\":[{\"x\":2,\"y\":1}]}").statusCode(503);
    }

    assertThat(mask.requests().size() - before)
        .as(
            "asked each time, and once: mask-service has its own guard (and one first time by"
                + " name)")
        .isBetween(8, 9);
  }

  @Test
  void countsWhatIsDone() {
    String id = newSession(64, 48);
    selectSomething(id);
    say(id, "winter").statusCode(200);

    String metrics = given().get(management.resolve("/q/metrics")).asString();

    assertThat(metrics)
        .contains("chatbrush_upload_seconds_count{outcome=\"completed\"")
        .contains("chatbrush_selection_seconds_count{outcome=\"completed\"")
        .contains("chatbrush_edit_seconds_count{outcome=\"completed\",tool=\"winter\"")
        .contains("chatbrush_sse_subscribers");
  }

  @Test
  void describesItsApi() {
    String document =
        given().get("/q/openapi?format=json").then().statusCode(200).extract().asString();

    assertThat(document)
        .contains("\"/api/sessions/{id}/selection/mask.png\"")
        .contains("\"/api/sessions/{id}/edits/{editId}/cancel\"")
        .contains("\"/api/sessions/{id}/download\"")
        .contains("\"Selection\"", "\"Session\"", "\"Plan\"", "\"EditOutcome\"", "\"Problem\"");
  }
}
