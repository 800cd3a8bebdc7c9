package dev.chatbrush.gateway.selection;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.chatbrush.gateway.testing.GatewayTest;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drawings that select nothing, and what is said of them. */
@QuarkusTest
class SelectionInputTest extends GatewayTest {

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
        "{\"strokes\":[{\"points\":[[1e12,0]],\"radius\":3}]}"
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
        "{\"subject\":\"subject\",\"points\":[{\"x\":1,\"y\":1}]}"
      })
  void refusesWhatMakesNoSense(String json) {
    select(newSession(64, 48), json).statusCode(422).body("code", equalTo("SELECTION_INVALID"));
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
    String json = "{\"points\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";

    select(newSession(64, 48), json).statusCode(400).body("code", equalTo("JSON_INVALID"));
  }
}
