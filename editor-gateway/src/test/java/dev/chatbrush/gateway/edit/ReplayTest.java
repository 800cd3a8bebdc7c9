package dev.chatbrush.gateway.edit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.chatbrush.contracts.agent.RunRequest;
import dev.chatbrush.gateway.testing.GatewayTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

/** An edit that is run again, on this or another picture. */
@QuarkusTest
class ReplayTest extends GatewayTest {
  private static ValidatableResponse replay(String session, String from, int revision) {
    return given()
        .contentType(ContentType.JSON)
        .body(
            "{\"text\":\"once more\",\"replay\":{\"session\":\"%s\",\"revision\":%d}}"
                .formatted(from, revision))
        .post("/api/sessions/{id}/messages", session)
        .then();
  }

  private RunRequest lastRun() {
    return agent.runs().get(agent.runs().size() - 1);
  }

  @Test
  void runsWithTheSameModelSeedAndParameters() {
    String first = newSession(64, 48);
    say(first, "winter").statusCode(200);
    String second = newSession(80, 60);

    replay(second, first, 2).statusCode(200).body("plan.planner", equalTo("recipe"));

    assertThat(agent.plans()).as("nobody is asked what it means").hasSize(1);
    assertThat(lastRun().getStep().getPrompt()).isEqualTo("prompt of winter");
    assertThat(lastRun().getReplay().getModel()).isEqualTo("fake_model");
    assertThat(lastRun().getReplay().getSeed()).isEqualTo(42);
    assertThat(lastRun().getReplay().getParametersMap()).containsEntry("steps", "2");
    assertThat(lastRun().hasMask()).isFalse();
  }

  @Test
  void takesItsOwnMaskToPicturesOfTheSameSize() {
    String first = newSession(64, 48);
    selectSomething(first);
    say(first, "object_erase@").statusCode(200);
    RunRequest original = lastRun();
    String second = newSession(64, 48);

    replay(second, first, 2).statusCode(200);

    assertThat(lastRun().getMask()).isEqualTo(original.getMask());
    assertThat(lastRun().getMaskDrawn()).isEqualTo(original.getMaskDrawn());
  }

  @Test
  void needsASelectionOnAPictureOfAnotherSize() {
    String first = newSession(64, 48);
    selectSomething(first);
    say(first, "object_erase@").statusCode(200);
    String second = newSession(80, 60);

    replay(second, first, 2).statusCode(422).body("code", equalTo("MASK_EMPTY"));
    selectSomething(second);
    replay(second, first, 2).statusCode(200).body("head", equalTo(2));
  }

  @Test
  void aThingThatWasNamedIsLookedForAgainOnlyWhereNoMaskIsKnown() {
    String first = newSession(64, 48);
    say(first, "photo_looks@named:cup,all").statusCode(200);
    RunRequest original = lastRun();
    String same = newSession(64, 48);
    String selected = newSession(64, 48);
    String larger = newSession(80, 60);
    selectSomething(selected);
    int asked = mask.requests().size();

    replay(same, first, 2).statusCode(200);
    assertThat(lastRun().getMask()).isEqualTo(original.getMask());
    replay(selected, first, 2).statusCode(200);
    assertThat(mask.requests()).as("nothing is looked for").hasSize(asked);

    replay(larger, first, 2).statusCode(200);
    assertThat(mask.requests()).hasSize(asked + 1);
    assertThat(mask.requests().get(asked).getSelection().getText()).isEqualTo("cup");
  }

  @Test
  void saysWhatCannotBeRunAgain() {
    String id = newSession(64, 48);

    replay(id, id, 1).statusCode(422).body("code", equalTo("RECIPE_MISSING"));
    replay(id, id, 2).statusCode(404).body("code", equalTo("REVISION_NOT_FOUND"));
    replay(id, "01AN4Z07BY79KA1307SR9X4MV3", 2)
        .statusCode(404)
        .body("code", equalTo("SESSION_NOT_FOUND"));
    session(id).body("revisions.size()", equalTo(1));
  }
}
