package dev.chatbrush.gateway.edit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.chatbrush.contracts.agent.RunRequest;
import dev.chatbrush.contracts.picture.Picture;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.BlobStore;
import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.Images;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pictures that edits look at: added once, named by their hashes, kept in recipe and chat. */
@QuarkusTest
class ReferencesTest extends GatewayTest {
  @Inject BlobStore blobs;

  private String id;
  private String first;
  private String second;

  @BeforeEach
  void openAndAdd() {
    id = newSession(64, 48);
    first = add(id, Images.png(30, 20, 1)).statusCode(201).extract().path("reference");
    second = add(id, Images.png(10, 40, 2)).statusCode(201).extract().path("reference");
  }

  private static ValidatableResponse add(String session, byte[] png) {
    return given()
        .multiPart("image", "other.png", png, "image/png")
        .post("/api/sessions/{id}/references", session)
        .then();
  }

  private static ValidatableResponse send(String session, String members) {
    return given()
        .contentType(ContentType.JSON)
        .body("{\"text\":\"style_match\",%s}".formatted(members))
        .post("/api/sessions/{id}/messages", session)
        .then();
  }

  private RunRequest lastRun() {
    return agent.runs().get(agent.runs().size() - 1);
  }

  @Test
  void theStepGetsThemInOrderAndEachIsSentOnce() {
    send(id, "\"references\":[\"%s\",\"%s\"]".formatted(second, first)).statusCode(200);

    assertThat(agent.plans().get(0).getReferences()).isEqualTo(2);
    assertThat(lastRun().getReferenceImagesList())
        .extracting(Picture::getSha256)
        .containsExactly(second, first);
    send(id, "\"references\":[\"%s\"]".formatted(first)).statusCode(200);
    assertThat(agent.pictures().sent()).filteredOn(first::equals).hasSize(1);
  }

  @Test
  void recipeAndChatKeepThemAndAReplayUsesThemInAnotherSession() {
    send(id, "\"references\":[\"%s\"]".formatted(first))
        .statusCode(200)
        .body("revisions[0].recipe.references", equalTo(java.util.List.of(first)));
    session(id)
        .body("messages[0].references", equalTo(java.util.List.of(first)))
        .body("messages[1].references", nullValue());
    String other = newSession(64, 48);

    send(other, "\"replay\":{\"session\":\"%s\",\"revision\":2}".formatted(id)).statusCode(200);

    assertThat(lastRun().getReferenceImages(0).getSha256()).isEqualTo(first);
  }

  /** Its own row names the picture late: should the other session end, it must not go before. */
  @Test
  void aReplayMakesAnothersPictureCountAsPutNow() {
    send(id, "\"references\":[\"%s\"]".formatted(first)).statusCode(200);
    String other = newSession(64, 48);
    Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    send(other, "\"replay\":{\"session\":\"%s\",\"revision\":2}".formatted(id)).statusCode(200);

    Map<BlobId, Instant> put = new HashMap<>();
    blobs.forEach(kept -> put.put(kept.id(), kept.putAt()));
    assertThat(put.get(new BlobId(first))).isAfterOrEqualTo(before);
    assertThat(put.get(new BlobId(second))).isBefore(before);
  }

  @Test
  void aReplayTakesTheMessagesOwnPictureInPlaceOfTheRecipes() {
    send(id, "\"references\":[\"%s\"]".formatted(first)).statusCode(200);

    send(id, "\"replay\":{\"revision\":2},\"references\":[\"%s\"]".formatted(second))
        .statusCode(200);

    assertThat(lastRun().getReferenceImages(0).getSha256()).isEqualTo(second);
  }

  @Test
  void onlyStepsWhoseToolsLookAtOthersGetThem() {
    given()
        .contentType(ContentType.JSON)
        .body("{\"text\":\"winter style_match\",\"references\":[\"%s\"]}".formatted(first))
        .post("/api/sessions/{id}/messages", id)
        .then()
        .statusCode(200);

    assertThat(agent.runs().get(0).getReferenceImagesCount()).isZero();
    assertThat(agent.runs().get(1).getReferenceImagesCount()).isEqualTo(1);
  }

  @Test
  void aPictureThatNothingLooksAtIsRefusedBeforeAnythingRuns() {
    given()
        .contentType(ContentType.JSON)
        .body("{\"text\":\"winter\",\"references\":[\"%s\"]}".formatted(first))
        .post("/api/sessions/{id}/messages", id)
        .then()
        .statusCode(422)
        .body("code", equalTo("REFERENCES_NOT_TAKEN"))
        .body("detail", containsString("Match a style"));
    assertThat(agent.runs()).isEmpty();
  }

  @Test
  void morePicturesThanOneStepTakesAreRefusedBeforeAnotherRuns() {
    String third = add(id, Images.png(20, 20, 3)).extract().path("reference");

    given()
        .contentType(ContentType.JSON)
        .body(
            "{\"text\":\"winter style_match\",\"references\":[\"%s\",\"%s\",\"%s\"]}"
                .formatted(first, second, third))
        .post("/api/sessions/{id}/messages", id)
        .then()
        .statusCode(422)
        .body("code", equalTo("REFERENCES_NOT_TAKEN"))
        .body("detail", containsString("at 2 at most"));
    assertThat(agent.runs()).isEmpty();
  }

  @Test
  void theSamePictureTwiceIsOne() {
    send(id, "\"references\":[\"%1$s\",\"%1$s\"]".formatted(first)).statusCode(200);

    assertThat(lastRun().getReferenceImagesCount()).isEqualTo(1);
  }

  @Test
  void anothersPictureIsNotThereByItsHash() {
    String other = newSession(64, 48);

    send(other, "\"references\":[\"%s\"]".formatted(first))
        .statusCode(404)
        .body("code", equalTo("REFERENCE_NOT_FOUND"));
    given()
        .get("/api/sessions/{id}/references/{hash}/image", other, first)
        .then()
        .statusCode(404)
        .body("code", equalTo("REFERENCE_NOT_FOUND"));
    send(other, "\"references\":[\"../x\"]").statusCode(422);
  }

  @Test
  void theSamePictureTwiceIsOneAndIsShown() {
    add(id, Images.png(30, 20, 1)).statusCode(201).body("reference", equalTo(first));

    given()
        .get("/api/sessions/{id}/references", id)
        .then()
        .statusCode(200)
        .body("$", hasSize(2))
        .body("[0].width", equalTo(30))
        .body("[0].transparent", equalTo(false));
    given()
        .accept("image/jpeg")
        .get("/api/sessions/{id}/references/{hash}/image?maxSide=8", id, first)
        .then()
        .statusCode(200)
        .contentType("image/jpeg");
  }

  @Test
  void whatIsNoPictureIsRefusedAsAnUploadIs() {
    add(id, "no picture".getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .statusCode(415)
        .body("code", equalTo("IMAGE_FORMAT_UNSUPPORTED"));
    add("01AN4Z07BY79KA1307SR9X4MV3", Images.png(3, 3, 1))
        .statusCode(404)
        .body("code", equalTo("SESSION_NOT_FOUND"));
  }
}
