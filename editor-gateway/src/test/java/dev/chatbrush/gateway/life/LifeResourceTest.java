package dev.chatbrush.gateway.life;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.nullValue;

import dev.chatbrush.gateway.testing.FakeEdits;
import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.Images;
import dev.chatbrush.gateway.testing.SseReader;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which sessions there are, what they are called, and what a delete ends. */
@QuarkusTest
class LifeResourceTest extends GatewayTest {
  private static ValidatableResponse rename(String session, String name) {
    return given()
        .contentType(ContentType.JSON)
        .body("{\"name\":\"%s\"}".formatted(name))
        .patch("/api/sessions/{id}", session)
        .then();
  }

  private static ValidatableResponse delete(String session) {
    return given().delete("/api/sessions/{id}", session).then();
  }

  private static JsonPath list(String cursor, int limit) {
    return given()
        .queryParam("cursor", cursor)
        .queryParam("limit", limit)
        .get("/api/sessions")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  @Test
  void listsTheLastChangedFirst() {
    String older = newSession(64, 48);
    String newer = newSession(80, 60);
    say(older, "winter").statusCode(200);

    JsonPath found = list("", 2);

    assertThat(found.getList("sessions.id")).containsExactly(older, newer);
    assertThat(found.getInt("sessions[0].revisions")).isEqualTo(2);
    assertThat(found.getInt("sessions[0].head")).isEqualTo(2);
    assertThat(found.getInt("sessions[1].width")).isEqualTo(80);
    assertThat(found.getString("sessions[1].name")).isEqualTo("photo.png");
    assertThat(found.getLong("sessions[0].bytes"))
        .isGreaterThan(found.getLong("sessions[1].bytes"));
    assertThat(found.getString("sessions[0].keptUntil")).isNull();
    given()
        .get(found.getString("sessions[0].thumbnailUrl"))
        .then()
        .statusCode(200)
        .contentType("image/png");
  }

  @Test
  void givesPieceByPieceWhatThereIs() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(0, newSession(16, 16));
    }

    List<String> seen = new ArrayList<>();
    String cursor = "";
    while (cursor != null && seen.size() < made.size()) {
      JsonPath page = list(cursor, 2);
      seen.addAll(page.getList("sessions.id"));
      cursor = page.getString("nextCursor");
    }

    assertThat(seen.subList(0, 5)).isEqualTo(made);
    assertThat(seen).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "!!", "MTIz", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5IHg"})
  void refusesACursorThatItNeverGave(String cursor) {
    given()
        .queryParam("cursor", cursor)
        .get("/api/sessions")
        .then()
        .statusCode(422)
        .body("code", equalTo("VALIDATION_FAILED"));
  }

  @Test
  void callsASessionOtherwiseAndTellsItsPages() {
    String id = newSession(16, 16);
    try (SseReader page = SseReader.get(events(id))) {
      rename(id, "제주도.jpg").statusCode(200).body("name", equalTo("제주도.jpg"));

      assertThat(page.next("renamed").data().get("name").asText()).isEqualTo("제주도.jpg");
    }
    session(id).body("name", equalTo("제주도.jpg")).body("version", greaterThan(1));
    rename(id, "../../etc/pass\\u202Ewd").statusCode(200).body("name", equalTo("passwd"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   "})
  void needsAName(String name) {
    rename(newSession(16, 16), name).statusCode(422).body("code", equalTo("VALIDATION_FAILED"));
  }

  @Test
  void renamesOnlyWhatTheCallerSaw() {
    String id = newSession(16, 16);
    String etag = given().get("/api/sessions/{id}", id).header("ETag");
    rename(id, "first").statusCode(200);

    given()
        .header("If-Match", etag)
        .contentType(ContentType.JSON)
        .body("{\"name\":\"second\"}")
        .patch("/api/sessions/{id}", id)
        .then()
        .statusCode(412);
    given().header("If-Match", etag).delete("/api/sessions/{id}", id).then().statusCode(412);
    session(id).body("name", equalTo("first"));
  }

  @Test
  void deletesForGood() {
    String id = newSession(64, 48);
    selectSomething(id);
    say(id, "object_erase@").statusCode(200);
    try (SseReader page = SseReader.get(events(id))) {
      delete(id).statusCode(204);

      assertThat(page.next("deleted").data().get("reason").asText()).isEqualTo("asked");
    }
    given().get("/api/sessions/{id}", id).then().statusCode(404);
    given().get("/api/sessions/{id}/revisions/1/image", id).then().statusCode(404);
    say(id, "winter").statusCode(404).body("code", equalTo("SESSION_NOT_FOUND"));
    delete(id).statusCode(404).body("code", equalTo("SESSION_NOT_FOUND"));
    rename(id, "x").statusCode(404);
    assertThat(list("", 100).getList("sessions.id")).doesNotContain(id);
  }

  @Test
  void stopsWhatRuns() throws InterruptedException {
    String id = newSession(64, 48);
    CountDownLatch begun = new CountDownLatch(1);
    agent.running(FakeEdits.waiting(begun, new CountDownLatch(1)));
    try (SseReader edit =
        SseReader.post(
            root.resolve("/api/sessions/" + id + "/messages"), "{\"text\":\"winter\"}")) {
      begun.await();

      delete(id).statusCode(204);

      assertThat(edit.next("done").data().get("outcome").asText()).isEqualTo("cancelled");
    }
    given().get("/api/sessions/{id}", id).then().statusCode(404);
  }

  @Test
  void leavesAPictureThatAnotherSessionHas() {
    byte[] png = Images.png(40, 30, 77);
    String first = upload(png);
    String second = upload(png);

    delete(first).statusCode(204);

    assertThat(given().get("/api/sessions/{id}/revisions/1/image", second).asByteArray())
        .isEqualTo(png);
  }

  private static String upload(byte[] png) {
    return given()
        .multiPart("image", "a.png", png, "image/png")
        .post("/api/sessions")
        .then()
        .statusCode(201)
        .body("keptUntil", nullValue())
        .extract()
        .path("id");
  }

  @Test
  void listsNoMoreThanItSays() {
    given().queryParam("limit", 101).get("/api/sessions").then().statusCode(422);
    given()
        .queryParam("limit", 1)
        .get("/api/sessions")
        .then()
        .statusCode(200)
        .body("sessions.revisions", everyItem(greaterThan(0)));
  }
}
