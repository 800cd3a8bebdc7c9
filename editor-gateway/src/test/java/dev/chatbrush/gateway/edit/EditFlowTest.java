package dev.chatbrush.gateway.edit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.chatbrush.gateway.testing.FakeEdits;
import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.SseReader;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Edits as they happen: events, cancelling, repeating, interruption. */
@QuarkusTest
class EditFlowTest extends GatewayTest {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  private URI messages(String session) {
    return root.resolve("/api/sessions/" + session + "/messages");
  }

  private SseReader saying(String session, String text, String... headers) {
    return SseReader.post(messages(session), "{\"text\":\"%s\"}".formatted(text), headers);
  }

  private void awaitBegin() throws InterruptedException {
    assertThat(begun.await(20, TimeUnit.SECONDS)).as("the edit began").isTrue();
  }

  @Test
  void tellsAnEditInOrder() {
    String id = newSession(64, 48);

    try (SseReader reader = saying(id, "winter")) {
      List<SseReader.Event> all = reader.until("done");

      assertThat(all)
          .extracting(SseReader.Event::name)
          .containsExactly(
              "accepted", "plan", "step", "progress", "preview", "revision", "message", "done");
      String editId = all.get(0).data().get("editId").asText();
      assertThat(all).allMatch(event -> event.data().get("editId").asText().equals(editId));
      assertThat(all.get(1).data().get("steps").get(0).get("tool").asText()).isEqualTo("winter");
      assertThat(all.get(2).data().get("index").asInt()).isEqualTo(1);
      assertThat(all.get(3).data().get("totalSteps").asInt()).isEqualTo(2);
      assertThat(all.get(5).data().get("head").asInt()).isEqualTo(2);
      assertThat(all.get(7).data().get("outcome").asText()).isEqualTo("completed");
    }
  }

  @Test
  void tellsAFailureAsAProblem() {
    String id = newSession(64, 48);

    try (SseReader reader = saying(id, "object_erase@")) {
      List<SseReader.Event> all = reader.until("done");

      assertThat(all)
          .extracting(SseReader.Event::name)
          .containsExactly("accepted", "plan", "problem", "done");
      assertThat(all.get(2).data().get("code").asText()).isEqualTo("MASK_EMPTY");
      assertThat(all.get(3).data().get("outcome").asText()).isEqualTo("failed");
    }
  }

  @Test
  void refusesBeforeTheStreamBegins() {
    try (SseReader reader = saying("01AN4Z07BY79KA1307SR9X4MV3", "winter")) {
      assertThat(reader.response().statusCode()).isEqualTo(404);
      assertThat(reader.response().headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    }
  }

  @Test
  void tellsEveryPageOfTheSession() {
    String id = newSession(64, 48);
    String other = newSession(64, 48);

    try (SseReader page = SseReader.get(events(id));
        SseReader stranger = SseReader.get(events(other))) {
      selectSomething(id);
      assertThat(page.next("selection").data().get("selection").get("area").asInt()).isEqualTo(64);
      say(id, "winter").statusCode(200);
      assertThat(page.until("done"))
          .extracting(SseReader.Event::name)
          .containsExactly(
              "accepted",
              "plan",
              "step",
              "progress",
              "preview",
              "selection",
              "revision",
              "message",
              "done");
      post(id, "undo").statusCode(200);
      assertThat(page.next("head").data().get("head").asInt()).isEqualTo(1);
      post(other, "undo").statusCode(409);
      selectSomething(other);
      assertThat(stranger.until("selection"))
          .extracting(SseReader.Event::name)
          .containsExactly("reset", "selection");
    }
  }

  @Test
  void showsPreviewsWhileItRuns() throws InterruptedException {
    String id = newSession(64, 48);
    agent.running(FakeEdits.waiting(begun, released));

    try (SseReader reader = saying(id, "winter")) {
      String url = reader.next("preview").data().get("imageUrl").asText();
      given().get(url).then().statusCode(200).contentType("image/jpeg");
      session(id).body("activeEdit.editId", org.hamcrest.Matchers.notNullValue());
      released.countDown();
      reader.until("done");
      given().get(url).then().statusCode(404).body("code", equalTo("PREVIEW_NOT_FOUND"));
    }
  }

  @Test
  void cancelsAndStoresNothing() throws InterruptedException {
    String id = newSession(64, 48);
    agent.running(FakeEdits.waiting(begun, released));

    try (SseReader reader = saying(id, "winter")) {
      String editId = reader.next("accepted").data().get("editId").asText();
      awaitBegin();
      post(id, "edits/" + editId + "/cancel").statusCode(202).body("editId", equalTo(editId));
      SseReader.Event done = reader.next("done");

      assertThat(done.data().get("outcome").asText()).isEqualTo("cancelled");
      session(id)
          .body("head", equalTo(1))
          .body("revisions.size()", equalTo(1))
          .body("activeEdit", nullValue())
          .body("messages[1].text", equalTo("Stopped. Nothing was changed."));
      post(id, "edits/" + editId + "/cancel")
          .statusCode(409)
          .body("code", equalTo("EDIT_FINISHED"));
    }
    agent.running(FakeEdits::invert);
    say(id, "winter").statusCode(200);
  }

  @Test
  void doesNotKnowOtherEdits() {
    String id = newSession(64, 48);

    post(id, "edits/01AN4Z07BY79KA1307SR9X4MV3/cancel")
        .statusCode(404)
        .body("code", equalTo("EDIT_NOT_FOUND"));
  }

  @Test
  void runsOneEditAtATime() throws InterruptedException {
    String id = newSession(64, 48);
    agent.running(FakeEdits.waiting(begun, released));

    try (SseReader reader = saying(id, "winter")) {
      awaitBegin();
      say(id, "sepia").statusCode(409).body("code", equalTo("EDIT_RUNNING"));
      post(id, "undo").statusCode(409).body("code", equalTo("EDIT_RUNNING"));
      released.countDown();
      reader.until("done");
    }
    session(id).body("head", equalTo(2));
  }

  @Test
  void goesOnWhenItsPageGoesAway() throws InterruptedException {
    String id = newSession(64, 48);
    agent.running(FakeEdits.waiting(begun, released));

    try (SseReader watcher = SseReader.get(events(id))) {
      SseReader reader = saying(id, "winter");
      awaitBegin();
      reader.close();
      released.countDown();

      assertThat(watcher.next("done").data().get("outcome").asText()).isEqualTo("completed");
    }
    session(id).body("head", equalTo(2));
  }

  private ValidatableResponse sayWithKey(String session, String text, String key) {
    return given()
        .contentType(ContentType.JSON)
        .accept(ContentType.JSON)
        .header("Idempotency-Key", key)
        .body("{\"text\":\"%s\"}".formatted(text))
        .post("/api/sessions/{id}/messages", session)
        .then();
  }

  @Test
  void runsARepeatedRequestOnce() {
    String id = newSession(64, 48);
    String first = sayWithKey(id, "winter", "key-1").statusCode(200).extract().asString();

    assertThat(sayWithKey(id, "winter", "key-1").statusCode(200).extract().asString())
        .isEqualTo(first);
    assertThat(agent.runs()).hasSize(1);
    sayWithKey(id, "sepia", "key-1")
        .statusCode(422)
        .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
    sayWithKey(id, "winter", "has space").statusCode(400);
    try (SseReader again = saying(id, "winter", "Idempotency-Key", "key-1")) {
      assertThat(again.until("done"))
          .extracting(SseReader.Event::name)
          .containsExactly("plan", "revision", "message", "done");
    }
    session(id).body("revisions.size()", equalTo(2));
  }

  @Test
  void repeatsAFailureToo() {
    String id = newSession(64, 48);
    String first = sayWithKey(id, "erase@", "key-2").statusCode(422).extract().path("editId");

    sayWithKey(id, "erase@", "key-2").statusCode(422).body("editId", equalTo(first));
  }

  @Test
  void joinsARunningEditByItsKey() throws InterruptedException {
    String id = newSession(64, 48);
    agent.running(FakeEdits.waiting(begun, released));

    try (SseReader one = saying(id, "winter", "Idempotency-Key", "key-3")) {
      awaitBegin();
      try (SseReader two = saying(id, "winter", "Idempotency-Key", "key-3")) {
        assertThat(two.next().name()).isEqualTo("accepted");
        released.countDown();
        assertThat(two.next("done").data()).isEqualTo(one.next("done").data());
      }
    }
    assertThat(agent.runs()).hasSize(1);
  }
}
