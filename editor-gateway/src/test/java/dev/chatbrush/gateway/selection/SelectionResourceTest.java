package dev.chatbrush.gateway.selection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.chatbrush.contracts.mask.Refine;
import dev.chatbrush.contracts.mask.Selection;
import dev.chatbrush.contracts.picture.View;
import dev.chatbrush.contracts.wire.WireErrors;
import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.Images;
import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.file.ImageHeader;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.MaskPng;
import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SelectionResourceTest extends GatewayTest {

  @Test
  void selectsByAPoint() {
    String id = newSession(64, 48);

    select(id, "{\"points\":[{\"x\":20,\"y\":10.5,\"label\":\"include\"}],\"sequence\":3}")
        .statusCode(200)
        .header("Server-Timing", containsString("model;dur=1.5"))
        .header("Server-Timing", containsString("total;dur="))
        .body("sequence", equalTo(3))
        .body("rle.size", equalTo(List.of(48, 64)))
        .body("area", equalTo(64))
        .body("bbox.x0", equalTo(16.0f))
        .body("candidates", hasSize(1))
        .body("candidate", equalTo(0))
        .body("model", equalTo("fake_decoder/1"))
        .body("input.points[0].x", equalTo(20.0f))
        .body("input.points[0].label", equalTo("include"));
    session(id).body("selection.area", equalTo(64)).body("selection.sequence", equalTo(3));
  }

  @Test
  void passesTheWholeDrawingOn() {
    String id = newSession(64, 48);
    String drawing =
        """
        {"points": [{"x": 1, "y": 2, "label": "exclude"}],
         "box": {"x0": 0, "y0": 0, "x1": 64, "y1": 48},
         "strokes": [{"points": [[1, 2], [3.5, -4]], "radius": 5, "erase": true}], "candidate": 2,
         "join": "subtract",
         "refine": {"dilate": -2, "feather": 1.5, "invert": true, "fillHoles": true,
                    "keepLargest": true, "smooth": 2, "tidy": "nothing"}}\
        """;

    select(id, drawing).statusCode(200);

    Selection sent = mask.requests().get(0).getSelection();
    assertThat(sent.getPoints(0).getExclude()).isTrue();
    assertThat(sent.getBox().getX1()).isEqualTo(64);
    assertThat(sent.getStrokes(0).getPoints(1).getY()).isEqualTo(-4);
    assertThat(sent.getStrokes(0).getErase()).isTrue();
    assertThat(sent.getCandidate()).isEqualTo(2);
    assertThat(sent.getJoin()).isEqualTo(Selection.Join.SUBTRACT);
    assertThat(sent.getRefine().getDilate()).isEqualTo(-2);
    assertThat(sent.getRefine().getKeepLargest()).isTrue();
    assertThat(sent.getRefine().getTidy()).isEqualTo(Refine.Tidy.NOTHING);
  }

  @Test
  void sendsThePictureWhereItIsLacked() {
    String id = newSession(64, 48);
    mask.reset();
    selectSomething(id);
    selectSomething(id);

    assertThat(mask.pictures().sent()).hasSizeBetween(1, 2); // Prepare may have sent it too
    assertThat(mask.requests()).hasSizeBetween(2, 3);
  }

  @Test
  void sendsWhatModelsSeeOfALargePicture() {
    String id = newSession(3000, 1500);
    selectSomething(id);

    View view = mask.pictures().views().get(0);
    ImageHeader sent = ImageDecoder.readHeader(view.getContent().toByteArray());
    assertThat(List.of(view.getWidth(), view.getHeight())).containsExactly(3000, 1500);
    assertThat(List.of(sent.width(), sent.height())).containsExactly(1024, 512);
  }

  @Test
  void refusesAnOlderSequence() {
    String id = newSession(64, 48);
    select(id, "{\"points\":[{\"x\":20,\"y\":10}],\"sequence\":5}").statusCode(200);

    select(id, "{\"points\":[{\"x\":20,\"y\":10}],\"sequence\":4}")
        .statusCode(409)
        .body("code", equalTo("SELECTION_STALE"))
        .body("lastSequence", equalTo(5));
    select(id, "{\"points\":[{\"x\":20,\"y\":10}]}").statusCode(200).body("sequence", equalTo(6));
  }

  @Test
  void dropsAMaskThatComesTooLate()
      throws InterruptedException, ExecutionException, TimeoutException {
    String id = newSession(64, 48);
    CountDownLatch slow = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    mask.before(
        request -> {
          if (request.getSelection().getPoints(0).getX() == 1) {
            asked.countDown();
            await(slow);
          }
        });

    CompletableFuture<ValidatableResponse> first =
        CompletableFuture.supplyAsync(
            () -> select(id, "{\"points\":[{\"x\":1,\"y\":1}],\"sequence\":1}"));
    await(asked);
    select(id, "{\"points\":[{\"x\":30,\"y\":30}],\"sequence\":2}").statusCode(200);
    slow.countDown();

    first.get(20, TimeUnit.SECONDS).statusCode(409).body("code", equalTo("SELECTION_STALE"));
    session(id).body("selection.sequence", equalTo(2)).body("selection.bbox.x0", equalTo(26.0f));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void sendsAndTakesTheMaskAsPicture() {
    String id = newSession(64, 48);
    byte[] own = MaskPng.encode(Mask.rectangle(64, 48, new Region(10, 12, 20, 5)));

    putMask(id, own)
        .statusCode(200)
        .body("area", equalTo(100))
        .body("drawn", equalTo(true))
        .body("bbox.x1", equalTo(30.0f));
    assertThat(given().get("/api/sessions/{id}/selection/mask.png", id).asByteArray())
        .isEqualTo(own);
    select(id, "{\"uploaded\":true,\"strokes\":[{\"points\":[[5,5]],\"radius\":2}]}")
        .statusCode(200);
    assertThat(mask.requests().get(mask.requests().size() - 1).getSelection().getUploaded())
        .satisfies(rle -> assertThat(rle.getWidth()).isEqualTo(64));
  }

  @Test
  void aLookSelectsNothingAndAnAreaIsPassedOn() {
    String id = newSession(64, 48);
    String area = "{\"strokes\":[{\"points\":[[5,5],[9,5],[9,9]],\"radius\":1,\"fill\":true}]}";

    given()
        .contentType("application/json")
        .body(area)
        .post("/api/sessions/{id}/selection/look", id)
        .then()
        .statusCode(200)
        .body("input.strokes[0].fill", equalTo(true));

    assertThat(
            mask.requests().get(mask.requests().size() - 1).getSelection().getStrokes(0).getFill())
        .isTrue();
    given().get("/api/sessions/{id}/selection", id).then().statusCode(404);
  }

  private static ValidatableResponse putMask(String id, byte[] png) {
    return given()
        .contentType("image/png")
        .body(png)
        .put("/api/sessions/{id}/selection/mask.png", id)
        .then();
  }

  @Test
  void refusesOtherMasks() {
    String id = newSession(64, 48);

    putMask(id, MaskPng.encode(Mask.full(48, 64)))
        .statusCode(422)
        .body("code", equalTo("MASK_SIZE_DIFFERS"));
    putMask(id, MaskPng.encode(Mask.empty(64, 48)))
        .statusCode(422)
        .body("code", equalTo("MASK_EMPTY"));
    putMask(id, new byte[] {1, 2, 3}).statusCode(422).body("code", equalTo("MASK_INVALID"));
    putMask(id, Images.jpeg(64, 48)).statusCode(422).body("code", equalTo("MASK_INVALID"));
  }

  @Test
  void clears() {
    String id = newSession(64, 48);
    given().get("/api/sessions/{id}/selection", id).then().statusCode(404);
    selectSomething(id);
    given().get("/api/sessions/{id}/selection", id).then().statusCode(200);

    given().delete("/api/sessions/{id}/selection", id).then().statusCode(204);

    given()
        .get("/api/sessions/{id}/selection", id)
        .then()
        .statusCode(404)
        .body("code", equalTo("SELECTION_NOT_FOUND"));
    session(id).body("selection", nullValue());
    select(id, "{\"points\":[{\"x\":2,\"y\":1}],\"sequence\":1}").statusCode(200);
  }

  @Test
  void passesTheServicesCodeOn() {
    String id = newSession(64, 48);
    mask.before(
        request -> {
          throw WireErrors.of(Status.UNAVAILABLE, "MODEL_UNAVAILABLE", "Triton is not there.");
        });

    select(id, "{\"points\":[{\"x\":2,\"y\":1}]}")
        .statusCode(503)
        .header("Retry-After", equalTo("5"))
        .body("code", equalTo("MODEL_UNAVAILABLE"))
        .body("retryable", equalTo(true));
  }
}
