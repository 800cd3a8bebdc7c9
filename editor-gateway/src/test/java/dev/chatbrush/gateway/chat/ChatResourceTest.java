package dev.chatbrush.gateway.chat;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.chatbrush.contracts.agent.PlanRequest;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.testing.GatewayTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ChatResourceTest extends GatewayTest {

  @Test
  void plansWithoutRunning() {
    String id = newSession(64, 48);

    given()
        .contentType(ContentType.JSON)
        .body("{\"text\":\"object_erase@\"}")
        .post("/api/sessions/{id}/plan", id)
        .then()
        .statusCode(200)
        .body("planner", equalTo("rules"))
        .body("steps[0].tool", equalTo("object_erase"))
        .body("steps[0].usesMask", equalTo(true))
        .body("question", nullValue());
    assertThat(agent.runs()).isEmpty();
    session(id).body("messages", hasSize(0));
  }

  @Test
  void editsWhatIsSelected() {
    String id = newSession(64, 48);
    selectSomething(id);

    say(id, "object_erase@")
        .statusCode(200)
        .body("outcome", equalTo("completed"))
        .body("head", equalTo(2))
        .body("canUndo", equalTo(true))
        .body("message.text", equalTo("Done: object_erase@"))
        .body("message.revision", equalTo(2))
        .body("revisions[0].recipe.tool", equalTo("object_erase"))
        .body("revisions[0].recipe.title.ko", equalTo("바꾸기"))
        .body("revisions[0].recipe.model", equalTo("fake_model"))
        .body("revisions[0].recipe.usesMask", equalTo(true))
        .body("revisions[0].recipe.seed", equalTo(42))
        .body("revisions[0].recipe.parameters.steps", equalTo("2"))
        .body("revisions[0].recipe.outsideChanged", equalTo(0))
        .body("revisions[0].maskUrl", containsString("/revisions/2/mask.png"));
    session(id)
        .body("selection", nullValue())
        .body("activeEdit", nullValue())
        .body("messages.role", equalTo(List.of("user", "assistant")));
  }

  @Test
  void sendsThePictureOnlyWhenItIsLacked() {
    String id = newSession(64, 48);
    say(id, "winter").statusCode(200);
    say(id, "sepia").statusCode(200);
    post(id, "undo").statusCode(200);
    say(id, "night").statusCode(200);

    String second =
        BlobId.of(given().get("/api/sessions/{id}/revisions/2/image", id).asByteArray()).value();
    assertThat(agent.pictures().sent()).containsOnlyOnce(second).hasSize(2);
  }

  @Test
  void tellsThePlannerWhatThereIs() {
    String id = newSession(64, 48);
    say(id, "winter").statusCode(200);
    selectSomething(id);
    say(id, "say hello").statusCode(200);

    PlanRequest request = agent.plans().get(1);
    assertThat(request.getHasMask()).isTrue();
    assertThat(request.getCanUndo()).isTrue();
    assertThat(request.getCanRedo()).isFalse();
    assertThat(request.getHistoryList()).extracting("role").containsExactly("user", "assistant");
    assertThat(request.getHistory(1).getSteps(0).getTool()).isEqualTo("winter");
  }

  @Test
  void asksBack() {
    String id = newSession(64, 48);

    say(id, "ask what should I erase?")
        .statusCode(200)
        .body("outcome", equalTo("question"))
        .body("question", equalTo(true))
        .body("message.text", equalTo("what should I erase?"))
        .body("head", equalTo(1));
  }

  @Test
  void answersPlainly() {
    String id = newSession(64, 48);

    say(id, "say hello")
        .statusCode(200)
        .body("outcome", equalTo("answered"))
        .body("message.text", equalTo("hello"));
  }

  @Test
  void movesThroughHistoryByChat() {
    String id = newSession(64, 48);
    say(id, "winter sepia").statusCode(200).body("head", equalTo(3));

    say(id, "undo").statusCode(200).body("head", equalTo(2)).body("canRedo", equalTo(true));
    say(id, "redo").statusCode(200).body("head", equalTo(3));
    say(id, "reset").statusCode(200).body("head", equalTo(1));
    say(id, "undo").statusCode(200).body("head", equalTo(3));
    say(id, "undo").statusCode(200).body("head", equalTo(2));
    say(id, "undo").statusCode(200).body("head", equalTo(1));
    say(id, "undo").statusCode(409).body("code", equalTo("NOTHING_TO_UNDO"));
    session(id).body("revisions.size()", equalTo(3)).body("activeEdit", nullValue());
  }

  @Test
  void carriesOutAGivenPlan() {
    String id = newSession(64, 48);
    String body =
        """
        {"text": "as planned", "plan": {"steps": [{"tool": "winter", "prompt": "snow",
          "promptOriginal": "눈", "usesMask": false}]}, "options": {"seed": 7, "steps": 3}}\
        """;

    given()
        .contentType(ContentType.JSON)
        .accept(ContentType.JSON)
        .body(body)
        .post("/api/sessions/{id}/messages", id)
        .then()
        .statusCode(200)
        .body("revisions[0].recipe.promptOriginal", equalTo("눈"));
    assertThat(agent.plans()).isEmpty();
    assertThat(agent.runs().get(0).getOptions().getSeed()).isEqualTo(7);
    assertThat(agent.runs().get(0).getOptions().getValuesMap()).containsEntry("steps", "3");
  }

  @Test
  void answersAPlanWithNothingInIt() {
    given()
        .contentType(ContentType.JSON)
        .accept(ContentType.JSON)
        .body("{\"text\": \"as planned\", \"plan\": {}}")
        .post("/api/sessions/{id}/messages", newSession(64, 48))
        .then()
        .statusCode(200)
        .body("outcome", equalTo("answered"))
        .body("message.text", equalTo("There is nothing to do."));
  }

  @Test
  void checksWhatIsSaid() {
    String id = newSession(64, 48);

    say(id, " ").statusCode(422).body("violations[0].field", equalTo("text"));
    say(id, "a".repeat(2001)).statusCode(422).body("code", equalTo("VALIDATION_FAILED"));
    say("01AN4Z07BY79KA1307SR9X4MV3", "winter")
        .statusCode(404)
        .body("code", equalTo("SESSION_NOT_FOUND"));
  }

  @Test
  void listsTheTools() {
    given()
        .get("/api/tools")
        .then()
        .statusCode(200)
        .body("status", equalTo("ok"))
        .body("tools[0].tool", equalTo("object_erase"))
        .body("tools[0].title.ko", equalTo("지우기"))
        .body("tools[0].models[0].name", equalTo("fake"));
  }

  @Test
  void refusesWhatADatabaseWould() {
    String id = newSession(64, 48);

    say(id, "winter\\u0000")
        .statusCode(422)
        .body("code", equalTo("VALIDATION_FAILED"))
        .body("violations[0].field", equalTo("text"));
    say(id, " \\n").statusCode(422);
    say(id, "winter \\ud800").statusCode(200);
  }
}
