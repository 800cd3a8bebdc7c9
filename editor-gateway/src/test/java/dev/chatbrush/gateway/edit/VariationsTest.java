package dev.chatbrush.gateway.edit;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.chatbrush.gateway.testing.FakeEdits;
import dev.chatbrush.gateway.testing.GatewayTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

/** Several results of one edit, and the choice between them. */
@QuarkusTest
class VariationsTest extends GatewayTest {
  private static ValidatableResponse choose(String session, int number) {
    return given()
        .contentType(ContentType.JSON)
        .body("{\"number\":%d}".formatted(number))
        .put("/api/sessions/{id}/head", session)
        .then();
  }

  @Test
  void storesEveryVariationAndShowsTheFirst() {
    String id = newSession(64, 48);

    say(id, "winter*3")
        .statusCode(200)
        .body("revisions.number", contains(2, 3, 4))
        .body("revisions.parent", contains(1, 1, 1))
        .body("revisions.recipe.seed", contains(42, 43, 44))
        .body("head", equalTo(2));

    session(id).body("revisions.size()", equalTo(4)).body("canUndo", equalTo(true));
  }

  @Test
  void anotherVariationCanBeChosenAndUndone() {
    String id = newSession(64, 48);
    say(id, "winter*3").statusCode(200);

    choose(id, 4).statusCode(200).body("head", equalTo(4)).body("revision.number", equalTo(4));

    post(id, "undo").statusCode(200).body("head", equalTo(1));
    post(id, "redo").statusCode(200).body("head", equalTo(4));
    choose(id, 9).statusCode(404).body("code", equalTo("REVISION_NOT_FOUND"));
  }

  @Test
  void theMessageMayAskForVariationsToo() {
    String id = newSession(64, 48);

    given()
        .contentType(ContentType.JSON)
        .body("{\"text\":\"winter\",\"options\":{\"variations\":2}}")
        .post("/api/sessions/{id}/messages", id)
        .then()
        .statusCode(200)
        .body("revisions.size()", equalTo(2));
    given()
        .contentType(ContentType.JSON)
        .body("{\"text\":\"winter\",\"options\":{\"variations\":5}}")
        .post("/api/sessions/{id}/messages", id)
        .then()
        .statusCode(422)
        .body("code", equalTo("VALIDATION_FAILED"));
  }

  @Test
  void offersWhatTheAgentSuggestsAndDoesNotDoIt() {
    String id = newSession(64, 48);
    selectSomething(id);
    agent.running(FakeEdits::offer);

    say(id, "object_erase@")
        .statusCode(200)
        .body("suggestions.kind", contains("shadow"))
        .body("suggestions[0].revision", equalTo(2))
        .body("suggestions[0].rle.size", contains(48, 64));

    session(id).body("revisions.size()", equalTo(2)).body("selection", nullValue());
  }
}
