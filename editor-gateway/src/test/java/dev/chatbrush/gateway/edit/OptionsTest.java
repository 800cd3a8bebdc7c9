package dev.chatbrush.gateway.edit;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.hamcrest.Matchers.equalTo;

import dev.chatbrush.gateway.testing.GatewayTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

/** Options of tools, which only the models name. */
@QuarkusTest
class OptionsTest extends GatewayTest {

  @Test
  void listsThemWithBoundsAndTitles() {
    get("/api/tools")
        .then()
        .statusCode(200)
        .body("tools[1].models[0].options[0].name", equalTo("brush_width"))
        .body("tools[1].models[0].options[0].min", equalTo(0.5f))
        .body("tools[1].models[0].options[0].max", equalTo(9f))
        .body("tools[1].models[0].options[0].default", equalTo("2"))
        .body("tools[1].models[0].options[0].title.ko", equalTo("붓 굵기"))
        .body("tools[1].models[0].options[1].choices[1]", equalTo("ink"))
        .body("tools[1].models[0].options[1].choiceTitles[1].ko", equalTo("먹"));
  }

  @Test
  void bringsThemToTheModelAsText() {
    String id = newSession(32, 24);

    say(id, "painting", "{\"seed\": 7, \"brush_width\": 2.5, \"medium\": \"ink\"}").statusCode(200);

    assertThat(agent.runs().get(0).getOptions().getSeed()).isEqualTo(7);
    assertThat(agent.runs().get(0).getOptions().getValuesMap())
        .containsOnly(entry("brush_width", "2.5"), entry("medium", "ink"));
  }

  @Test
  void takesNamesInCamelCaseToo() {
    String id = newSession(32, 24);

    say(id, "painting", "{\"brushWidth\": 3, \"medium\": null}").statusCode(200);

    assertThat(agent.runs().get(0).getOptions().getValuesMap()).containsOnlyKeys("brush_width");
  }

  @Test
  void givesEachStepItsOwn() {
    String id = newSession(32, 24);
    selectSomething(id);

    say(id, "object_erase@ painting", "{\"brush_width\": 3}").statusCode(200);

    assertThat(agent.runs().get(0).getOptions().getValuesMap()).isEmpty();
    assertThat(agent.runs().get(1).getOptions().getValuesMap()).containsOnlyKeys("brush_width");
  }

  @Test
  void refusesOneThatNoStepHasBeforeAnythingRuns() {
    String id = newSession(32, 24);

    say(id, "painting", "{\"brush_widht\": 3}")
        .statusCode(422)
        .body("code", equalTo("OPTION_INVALID"))
        .body(
            "detail",
            equalTo(
                "There is no option 'brush_widht'. This edit takes brush_width (0.5 to 9), medium"
                    + " (one of oil, ink)."));
    assertThat(agent.runs()).isEmpty();
  }

  @Test
  void refusesWhatIsNoPlainValue() {
    String id = newSession(32, 24);

    say(id, "painting", "{\"brush_width\": [3]}").statusCode(400);
    say(id, "painting", "{\"../x\": 3}").statusCode(422).body("code", equalTo("VALIDATION_FAILED"));
  }

  @Test
  void takesAPlanOfBeforeOptionsWereData() {
    String id = newSession(32, 24);

    given()
        .contentType(ContentType.JSON)
        .body(
            """
            {"text": "as planned", "plan": {"steps": [{"tool": "painting", "prompt": "x",
             "promptOriginal": "x", "usesMask": false, "suggested": {"guidanceScale": 5}}]}}""")
        .post("/api/sessions/{id}/messages", id)
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse say(String session, String text, String options) {
    return given()
        .contentType(ContentType.JSON)
        .body("{\"text\": \"%s\", \"options\": %s}".formatted(text, options))
        .post("/api/sessions/{id}/messages", session)
        .then();
  }
}
