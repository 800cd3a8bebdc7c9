package dev.chatbrush.gateway.edit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.chatbrush.contracts.agent.RunEvent;
import dev.chatbrush.gateway.testing.FakeAgent;
import dev.chatbrush.gateway.testing.FakeEdits;
import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Edits that crop, turn or scale the picture: history and selection follow the new size. */
@QuarkusTest
class AnySizeTest extends GatewayTest {
  private String id;

  @BeforeEach
  void openAndCrop() {
    id = newSession(64, 48);
    FakeAgent.Behaviour crop = FakeEdits.cropping(new Region(8, 4, 32, 24));
    agent.running(
        call -> {
          switch (call.request().getStep().getTool()) {
            case "crop" -> crop.run(call);
            case "flip" -> FakeEdits.flip(call);
            default -> FakeEdits.invert(call);
          }
        });
  }

  @Test
  void theRevisionHasTheNewSizeAndUndoAndRedoBringEachBack() {
    say(id, "crop").statusCode(200).body("revisions[0].width", equalTo(32));
    assertSize(32, 24);

    post(id, "undo").statusCode(200);
    assertSize(64, 48);

    post(id, "redo").statusCode(200);
    assertSize(32, 24);
  }

  @Test
  void whatIsSelectedAfterwardsIsInTheNewPicturesPixels() {
    selectSomething(id);
    say(id, "crop").statusCode(200);
    session(id).body("selection", nullValue());

    select(id, "{\"points\":[{\"x\":40,\"y\":20}]}").statusCode(422);
    selectSomething(id);
    session(id).body("selection.rle.size[0]", equalTo(24));
    say(id, "object_erase@").statusCode(200);

    assertThat(agent.runs().get(1).getMask().getWidth()).isEqualTo(32);
    assertSize(32, 24);
  }

  @Test
  void aSelectionIsNotUsedAfterAStepThatMovedWhatItMarks() {
    selectSomething(id);

    say(id, "flip object_erase@")
        .statusCode(422)
        .body("code", equalTo("MASK_EMPTY"))
        .body("detail", containsString("cropped, turned or scaled"));
    session(id).body("head", equalTo(2));
  }

  @Test
  void aSelectionIsNotUsedOnThePictureBeforeThat() {
    say(id, "flip").statusCode(200);
    selectSomething(id);

    say(id, "undo object_erase@").statusCode(422).body("code", equalTo("MASK_EMPTY"));
  }

  @Test
  void aSelectionIsUsedBetweenStepsThatMoveNothing() {
    say(id, "winter").statusCode(200);
    selectSomething(id);

    say(id, "undo object_erase@").statusCode(200);
  }

  @Test
  void aRecipeIsRunAgainOnPicturesOfAnySizeAndItsMaskOnlyWhereItLies() {
    selectSomething(id);
    say(id, "object_erase@").statusCode(200);
    say(id, "flip").statusCode(200);

    replay(2).statusCode(422).body("code", equalTo("MASK_EMPTY"));
    replay(3).statusCode(200);
    session(id).body("revision.recipe.parameters.output", equalTo("any"));
  }

  @Test
  void aMaskThatWasOnItsWayIsNotLaidOnAPictureOfAnotherFrame() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    mask.before(
        request -> {
          asked.countDown();
          try {
            goOn.await(10, TimeUnit.SECONDS);
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });
    Thread selecting =
        new Thread(
            () -> select(id, "{\"points\":[{\"x\":60,\"y\":40}]}").statusCode(409), "selecting");
    selecting.start();
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

    say(id, "crop").statusCode(200);
    goOn.countDown();
    selecting.join();

    session(id).body("selection", nullValue());
  }

  @Test
  void refusesAnotherSizeOfAToolThatDoesNotSaySo() {
    agent.running(
        call -> {
          call.send(FakeEdits.started());
          call.send(
              RunEvent.newBuilder()
                  .setResult(FakeEdits.result(call).setWidth(32).setHeight(24))
                  .build());
        });

    say(id, "winter").statusCode(502).body("code", equalTo("RESULT_INVALID"));
    assertSize(64, 48);
  }

  private io.restassured.response.ValidatableResponse replay(int revision) {
    return given()
        .contentType(ContentType.JSON)
        .body("{\"text\":\"once more\",\"replay\":{\"revision\":%d}}".formatted(revision))
        .post("/api/sessions/{id}/messages", id)
        .then();
  }

  private void assertSize(int width, int height) {
    session(id).body("revision.width", equalTo(width)).body("revision.height", equalTo(height));
    byte[] png =
        given().get("/api/sessions/{id}/download?format=png", id).then().extract().asByteArray();
    RgbImage downloaded = ImageDecoder.decode(png);
    assertThat(downloaded.width()).isEqualTo(width);
    assertThat(downloaded.height()).isEqualTo(height);
  }
}
