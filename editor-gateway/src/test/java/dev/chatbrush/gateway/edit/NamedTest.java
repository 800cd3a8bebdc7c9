package dev.chatbrush.gateway.edit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.chatbrush.contracts.mask.Selection;
import dev.chatbrush.contracts.wire.WireErrors;
import dev.chatbrush.gateway.testing.GatewayTest;
import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

/** Steps on things by their names; of every name there are two. */
@QuarkusTest
class NamedTest extends GatewayTest {

  @Test
  void whatHasTheNameIsFoundAndEdited() {
    String id = newSession(64, 48);

    say(id, "photo_looks@named:cup,all")
        .statusCode(200)
        .body("plan.steps[0].target", equalTo("named"))
        .body("plan.steps[0].named.name", equalTo("cup"))
        .body("revisions[0].recipe.parameters['named.thing']", equalTo("cup"))
        .body("revisions[0].recipe.usesMask", equalTo(true));

    Selection asked = lastSelection();
    assertThat(asked.getText()).isEqualTo("cup");
    assertThat(asked.getWhich()).isEqualTo(Selection.Which.ALL);
    assertThat(agent.runs().get(0).hasMask()).isTrue();
    assertThat(agent.runs().get(0).getMaskDrawn()).isFalse();
  }

  @Test
  void aPlanThatNamesAThingChangesThatAloneWhateverElseItSays() {
    String id = newSession(64, 48);
    String plan =
        "{\"steps\": [{\"tool\": \"photo_looks\", \"prompt\": \"red\","
            + " \"named\": {\"name\": \"cup\", \"which\": \"all\"}}]}";

    given()
        .contentType(ContentType.JSON)
        .body("{\"text\": \"red\", \"plan\": " + plan + "}")
        .post("/api/sessions/{id}/messages", id)
        .then()
        .statusCode(200)
        .body("revisions[0].recipe.usesMask", equalTo(true));

    assertThat(agent.runs().get(0).hasMask()).isTrue();
  }

  @Test
  void oneOfSeveralIsAskedBackWithAllOfThemBeforeAnythingRuns() {
    String id = newSession(64, 48);

    say(id, "photo_looks photo_looks@named:cup")
        .statusCode(200)
        .body("outcome", equalTo("question"))
        .body("message.text", containsString("2 for “cup”"))
        .body("plan.waitsForSelection", equalTo(true))
        .body("plan.choice.name", equalTo("cup"))
        .body("plan.choice.finds.number", contains(1, 2))
        .body("plan.choice.finds[1].x0", equalTo(16f));

    assertThat(agent.runs()).isEmpty();
    session(id).body("revisions.size()", equalTo(1)).body("selection", nullValue());
  }

  @Test
  void whatIsNotThereIsAskedFor() {
    String id = newSession(64, 48);
    mask.before(
        request -> {
          throw WireErrors.of(Status.INVALID_ARGUMENT, "NAME_NOT_FOUND", "no cup");
        });

    say(id, "object_erase@named:cup")
        .statusCode(200)
        .body("outcome", equalTo("question"))
        .body("message.text", containsString("no “cup”"))
        .body("plan.waitsForSelection", equalTo(true))
        .body("plan.choice", nullValue());

    assertThat(agent.runs()).isEmpty();
  }

  @Test
  void aServiceThatIsBrokenIsNoQuestion() {
    String id = newSession(64, 48);
    mask.before(
        request -> {
          throw WireErrors.of(Status.UNAVAILABLE, "MODEL_UNAVAILABLE", "gone");
        });

    say(id, "object_erase@named:cup").statusCode(503).body("code", equalTo("MODEL_UNAVAILABLE"));
  }

  @Test
  void aSelectionByNameTellsWhatWasFoundAndThePlannerWhatIsSelected() {
    String id = newSession(64, 48);

    select(id, "{\"text\": \"컵\", \"numbers\": [2]}")
        .statusCode(200)
        .body("finds.number", contains(1, 2))
        .body("finds.chosen", contains(false, true))
        .body("input.text", equalTo("컵"));
    say(id, "photo_looks@").statusCode(200);

    assertThat(agent.plans().get(0).getSelectedAs()).isEqualTo("컵");
  }

  @Test
  void aNameAndAPointTogetherAreRefused() {
    String id = newSession(64, 48);

    select(id, "{\"text\": \"cup\", \"points\": [{\"x\": 4, \"y\": 4}]}")
        .statusCode(422)
        .body("code", equalTo("SELECTION_INVALID"));
  }

  private Selection lastSelection() {
    return mask.requests().get(mask.requests().size() - 1).getSelection();
  }
}
