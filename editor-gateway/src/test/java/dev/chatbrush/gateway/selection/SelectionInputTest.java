package dev.chatbrush.gateway.selection;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.chatbrush.gateway.testing.GatewayTest;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drawings that select nothing, and what is said of them. */
@QuarkusTest
class SelectionInputTest extends GatewayTest {
  private static final String MASK = "{\"size\":[48,64],\"counts\":[100,48,2924]}";

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"points\":[],\"box\":null,\"strokes\":[]}"})
  void refusesNothing(String json) {
    select(newSession(64, 48), json).statusCode(422).body("code", equalTo("SELECTION_EMPTY"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"points\":[{\"x\":64.5,\"y\":10}]}",
        "{\"points\":[{\"x\":-1,\"y\":10}]}",
        "{\"points\":[{\"x\":\"NaN\",\"y\":10}]}",
        "{\"box\":{\"x0\":0,\"y0\":0,\"x1\":10,\"y1\":49}}",
        "{\"strokes\":[{\"points\":[[1e12,0]],\"radius\":3}]}",
        "{\"uploaded\":true,\"parts\":[{\"points\":[{\"x\":65,\"y\":1}]}]}"
      })
  void refusesWhatIsOutside(String json) {
    select(newSession(64, 48), json)
        .statusCode(422)
        .body("code", equalTo("SELECTION_OUTSIDE"))
        .body("width", equalTo(64))
        .body("height", equalTo(48))
        .body("detail", containsString("0 to 64"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"box\":{\"x0\":9,\"y0\":0,\"x1\":3,\"y1\":9}}",
        "{\"subject\":\"subject\",\"points\":[{\"x\":1,\"y\":1}]}",
        "{\"points\":[{\"x\":1,\"y\":1}],\"parts\":[{\"points\":[{\"x\":1,\"y\":1}]}]}",
        "{\"uploaded\":true,\"parts\":[{\"box\":{\"x0\":9,\"y0\":0,\"x1\":3,\"y1\":9}}]}",
        "{\"uploaded\":true,\"parts\":[{\"text\":\"cup\"},{\"uploaded\":true,\"rle\":%s}]}",
        "{\"uploaded\":true,\"parts\":[{\"uploaded\":true,\"text\":\"cup\",\"rle\":%s}]}",
        "{\"uploaded\":true,\"parts\":[{\"rle\":%s}]}"
      })
  void refusesWhatMakesNoSense(String json) {
    String body = json.replace("%s", MASK);

    select(newSession(64, 48), body).statusCode(422).body("code", equalTo("SELECTION_INVALID"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"points\":[{\"x\":1}]}",
        "{\"points\":[null]}",
        "{\"strokes\":[{\"points\":[],\"radius\":3}]}",
        "{\"strokes\":[{\"points\":[[1,2]],\"radius\":0}]}",
        "{\"points\":[{\"x\":1,\"y\":1}],\"refine\":{\"dilate\":1000}}"
      })
  void refusesWhatIsNotDescribed(String json) {
    select(newSession(64, 48), json).statusCode(422).body("code", equalTo("VALIDATION_FAILED"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"points\":[{\"x\":1,\"y\":1,\"weight\":2}]}",
        "{\"points\":[{\"x\":1,\"y\":1,\"label\":\"maybe\"}]}",
        "{\"points\":{}}",
        "{\"uploaded\":true,\"parts\":[{\"uploaded\":true,\"parts\":[{\"text\":\"cup\"}]}]}",
        "{\"strokes\":[{\"points\":[[1,2,3]],\"radius\":3}]}",
        "{",
        "[]"
      })
  void refusesOtherJson(String json) {
    select(newSession(64, 48), json).statusCode(400).body("code", equalTo("JSON_INVALID"));
  }

  @Test
  void refusesAnEmptyBody() {
    select(newSession(64, 48), "").statusCode(422).body("violations[0].field", equalTo("input"));
  }

  @Test
  void refusesDeeplyNestedJson() {
    String json = "{\"points\":" + "[".repeat(500) + "]".repeat(500) + "}";

    select(newSession(64, 48), json).statusCode(400).body("code", equalTo("JSON_INVALID"));
  }

  @Test
  void thePartsOfAJoinedSelectionComeBack() {
    String id = newSession(64, 48);
    putMask(id);
    String parts =
        """
        {"uploaded": true, "join": "subtract", "points": [{"x": 5, "y": 6}],
         "parts": [{"points": [{"x": 1, "y": 2}]},
                   {"uploaded": true, "join": "add", "box": {"x0": 0, "y0": 0, "x1": 9, "y1": 8}}]}""";

    select(id, parts).statusCode(200).body("input.parts", hasSize(2));

    given()
        .get("/api/sessions/{id}/selection", id)
        .then()
        .body("input.join", equalTo("subtract"))
        .body("input.parts[0].points[0].y", equalTo(2.0f))
        .body("input.parts[0].parts", nullValue())
        .body("input.parts[1].join", equalTo("add"))
        .body("input.parts[1].box.x1", equalTo(9.0f));
  }

  @Test
  void aMaskThatNobodyHasDrawnIsAPartThatComesBack() {
    String id = newSession(64, 48);
    putMask(id);
    String parts = "[{\"uploaded\":true,\"rle\":%s}]".formatted(MASK);
    String cup = "{\"uploaded\":true,\"join\":\"add\",\"text\":\"cup\",\"parts\":%s}";

    select(id, cup.formatted(parts)).statusCode(200);

    given()
        .get("/api/sessions/{id}/selection", id)
        .then()
        .body("input.parts", hasSize(1))
        .body("input.parts[0].rle.counts", contains(100, 48, 2924));
  }

  @Test
  void refusesAMaskOfAnotherPictureAsAPart() {
    String parts = "{\"uploaded\":true,\"parts\":[{\"uploaded\":true,\"rle\":%s}]}".formatted(MASK);

    select(newSession(32, 48), parts).statusCode(422).body("code", equalTo("MASK_SIZE_DIFFERS"));
  }

  private static void putMask(String id) {
    given()
        .contentType("application/json")
        .body(MASK)
        .put("/api/sessions/{id}/selection/rle", id)
        .then()
        .statusCode(200);
  }
}
