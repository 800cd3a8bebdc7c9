package dev.chatbrush.gateway.chat;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.chatbrush.gateway.testing.FakeEdits;
import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.SseReader;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An edit may take longer than a connection may be silent. */
@QuarkusTest
@TestProfile(WaitingTest.ShortPatience.class)
class WaitingTest extends GatewayTest {
  /** A connection that is silent for two seconds is closed; who waits is answered before that. */
  public static class ShortPatience implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.http.idle-timeout", "2S");
    }
  }

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  @AfterEach
  void release() {
    released.countDown();
  }

  private static ValidatableResponse message(String session, String... headers) {
    var request = given().contentType(ContentType.JSON).accept(ContentType.JSON);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request
        .body("{\"text\":\"winter\"}")
        .post("/api/sessions/{id}/messages", session)
        .then();
  }

  @Test
  void tellsWhereTheOutcomeWillBeBeforeTheLineIsClosed() {
    String id = newSession(64, 48);
    agent.running(FakeEdits.waiting(begun, released));

    String address =
        message(id)
            .statusCode(202)
            .header("Location", containsString("/api/sessions/" + id + "/edits/"))
            .header("Retry-After", "2")
            .header("Preference-Applied", nullValue())
            .extract()
            .header("Location");

    given()
        .get(address)
        .then()
        .statusCode(200)
        .header("Retry-After", "2")
        .body("state", equalTo("running"))
        .body("outcome", nullValue());
    released.countDown();
    given()
        .header("Prefer", "wait=1")
        .get(address)
        .then()
        .statusCode(200)
        .header("Preference-Applied", "wait=1")
        .header("Retry-After", nullValue())
        .body("state", equalTo("completed"))
        .body("outcome.message.text", equalTo("Done: winter"));
  }

  @Test
  void waitsNoLongerThanAskedFor() {
    String id = newSession(64, 48);
    agent.running(FakeEdits.waiting(begun, released));

    long start = System.nanoTime();
    message(id, "Prefer", "wait=1").statusCode(202).header("Preference-Applied", "wait=1");

    assertThat((System.nanoTime() - start) / 1e9).isGreaterThan(0.9);
  }

  @Test
  void givesTheOutcomeOfWhatWasGivenUpToWhoComesBackWithTheKey() {
    String id = newSession(64, 48);
    agent.running(FakeEdits.waiting(begun, released));
    message(id, "Idempotency-Key", "again", "Prefer", "respond-async").statusCode(202);
    message(id, "Idempotency-Key", "again", "Prefer", "wait=0").statusCode(202);

    CompletableFuture<String> patient =
        CompletableFuture.supplyAsync(
            () -> message(id, "Idempotency-Key", "again").extract().path("outcome"));
    released.countDown();

    assertThat(patient.join()).isEqualTo("completed");
    assertThat(agent.runs()).hasSize(1);
  }

  @Test
  void whoGivesUpEndsNobodyElsesWait() throws Exception {
    String id = newSession(64, 48);
    agent.running(FakeEdits.waiting(begun, released));
    String editId = message(id, "Prefer", "respond-async").extract().path("editId");

    try (var socket = new java.net.Socket(root.getHost(), root.getPort())) {
      String request =
          "GET /api/sessions/%s/edits/%s HTTP/1.1\r\nHost: %s\r\nPrefer: wait=1\r\n\r\n"
              .formatted(id, editId, root.getAuthority());
      socket.getOutputStream().write(request.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
    begun.await();
    released.countDown();

    given()
        .header("Prefer", "wait=1")
        .get("/api/sessions/{id}/edits/{edit}", id, editId)
        .then()
        .body("outcome.outcome", equalTo("completed"));
  }

  @Test
  void tellsAFailedEditsProblemAtItsAddress() {
    String id = newSession(64, 48);
    String editId =
        given()
            .contentType(ContentType.JSON)
            .body("{\"text\":\"erase@\"}")
            .post("/api/sessions/{id}/messages", id)
            .then()
            .statusCode(422)
            .extract()
            .path("editId");

    given()
        .get("/api/sessions/{id}/edits/{edit}", id, editId)
        .then()
        .statusCode(200)
        .body("state", equalTo("failed"))
        .body("outcome.problem.code", equalTo("MASK_EMPTY"));
    given()
        .get("/api/sessions/{id}/edits/nope", id)
        .then()
        .statusCode(404)
        .body("code", equalTo("EDIT_NOT_FOUND"));
  }

  @Test
  void keepsALineOfEventsOpenBeyondTheLimit() throws InterruptedException {
    String id = newSession(64, 48);
    agent.running(FakeEdits.waiting(begun, released));

    try (SseReader reader =
        SseReader.post(
            root.resolve("/api/sessions/" + id + "/messages"), "{\"text\":\"winter\"}")) {
      begun.await();
      Thread.sleep(5000); // more than twice the limit
      released.countDown();

      assertThat(reader.next("done").data().get("outcome").asText()).isEqualTo("completed");
    }
  }

  @Test
  void sendsNothingThatItHasNot() {
    String id = newSession(64, 48);

    given()
        .contentType(ContentType.JSON)
        .accept("image/png")
        .body("{\"text\":\"winter\"}")
        .post("/api/sessions/{id}/messages", id)
        .then()
        .statusCode(406)
        .body("code", equalTo("NOT_ACCEPTABLE"));
    assertThat(agent.runs()).isEmpty();
  }
}
