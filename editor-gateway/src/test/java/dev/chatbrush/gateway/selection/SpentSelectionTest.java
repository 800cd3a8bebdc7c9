package dev.chatbrush.gateway.selection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatbrush.contracts.agent.RunRequest;
import dev.chatbrush.gateway.testing.FakeEdits;
import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.SseReader;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An edit spends the selection; undo brings it back, and so does who asks for it. */
@QuarkusTest
class SpentSelectionTest extends GatewayTest {
  private static String edited(int width, int height) {
    String id = newSession(width, height);
    selectSomething(id);
    say(id, "object_erase@").statusCode(200);
    session(id).body("selection", nullValue());
    return id;
  }

  private static ValidatableResponse again(String id) {
    return given().put("/api/sessions/{id}/selection/again", id).then();
  }

  private List<Integer> lastMask() {
    List<RunRequest> runs = agent.runs();
    return runs.get(runs.size() - 1).getMask().getCountsList();
  }

  @Test
  void undoSelectsWhatTheEditWasAskedFor() {
    String id = edited(64, 48);

    post(id, "undo")
        .statusCode(200)
        .body("selection.input.points[0].x", equalTo(20f))
        .body("selection.area", equalTo(64));

    post(id, "redo").statusCode(200).body("selection", nullValue());
  }

  @Test
  void saidInTheChatToo() {
    String id = edited(64, 48);

    say(id, "undo").statusCode(200);

    session(id).body("head", equalTo(1)).body("selection.area", equalTo(64));
  }

  @Test
  void whatWasSelectedLastIsSelectedAgain() {
    String id = edited(64, 48);

    again(id).statusCode(200).body("area", equalTo(64));

    session(id).body("head", equalTo(2)).body("selection.area", equalTo(64));
    select(id, "{\"sequence\":1,\"points\":[{\"x\":9,\"y\":9}]}").statusCode(200);
  }

  @Test
  void aLaterEditFindsTheSelectionOfTheOneBefore() {
    String id = edited(64, 48);
    List<Integer> first = lastMask();

    say(id, "photo_looks@").statusCode(200);

    assertThat(lastMask()).isEqualTo(first);
  }

  @Test
  void thereIsNoneBeforeTheFirst() {
    String id = newSession(64, 48);

    again(id).statusCode(404).body("code", equalTo("SELECTION_NOT_FOUND"));
    again("0".repeat(26)).statusCode(404);
  }

  @Test
  void aSelectionOfAnotherFrameStaysGone() {
    String id = edited(64, 48);
    agent.running(FakeEdits::flip);
    say(id, "flip").statusCode(200);

    again(id).statusCode(404).body("code", equalTo("SELECTION_NOT_FOUND"));
  }

  @Test
  void anEditInsteadOfTheLastIsOfWhatThatWasAskedFor() {
    String id = edited(64, 48);
    List<Integer> first = lastMask();

    say(id, "undo photo_looks@").statusCode(200);

    assertThat(lastMask()).isEqualTo(first);
    post(id, "undo").statusCode(200).body("selection.area", equalTo(64));
  }

  @Test
  void unlessSomethingElseIsSelectedForIt() {
    String id = edited(64, 48);
    select(id, "{\"points\":[{\"x\":50,\"y\":40}]}").statusCode(200);

    say(id, "undo photo_looks@").statusCode(200);

    post(id, "undo").statusCode(200).body("selection.input.points[0].x", equalTo(50f));
  }

  @Test
  void everyVersionBringsItBack() {
    String id = newSession(64, 48);
    selectSomething(id);
    say(id, "photo_looks@*3").statusCode(200);
    given()
        .contentType("application/json")
        .body("{\"number\":3}")
        .put("/api/sessions/{id}/head", id)
        .then()
        .statusCode(200)
        .body("selection", nullValue());

    post(id, "undo").statusCode(200).body("selection.area", equalTo(64));
  }

  @Test
  void aClearingIsToldWithItsNumberAndASpentOneWithNone() {
    String id = newSession(64, 48);
    try (SseReader page = SseReader.get(events(id))) {
      given().delete("/api/sessions/{id}/selection?sequence=7", id).then().statusCode(204);
      assertThat(page.next("selection").data().get("sequence").asLong()).isEqualTo(7);

      selectSomething(id);
      page.next("selection");
      say(id, "winter").statusCode(200);
      JsonNode spent = page.next("selection").data();
      assertThat(spent.get("selection").isNull()).isTrue();
      assertThat(spent.get("sequence").isNull()).isTrue();
    }
  }

  @Test
  void aClearingThatComesLateLeavesWhatIsNewer() {
    String id = newSession(64, 48);
    select(id, "{\"points\":[{\"x\":2,\"y\":1}],\"sequence\":9}").statusCode(200);

    given().delete("/api/sessions/{id}/selection?sequence=7", id).then().statusCode(204);
    session(id).body("selection.sequence", equalTo(9));

    given().delete("/api/sessions/{id}/selection?sequence=10", id).then().statusCode(204);
    session(id).body("selection", nullValue());
  }
}
