package dev.chatbrush.gateway.selection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.chatbrush.contracts.mask.Selection;
import dev.chatbrush.gateway.testing.GatewayTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Help for frontends that draw no masks themselves, and selecting with no drawing at all. */
@QuarkusTest
class OverlayTest extends GatewayTest {

  @Test
  void tintsWhatIsSelected() throws IOException {
    String id = newSession(64, 48);
    selectSomething(id); // 16..24 in both directions

    byte[] png =
        given()
            .queryParam("color", "#00ff80")
            .queryParam("opacity", 0.5)
            .get("/api/sessions/{id}/selection/overlay.png", id)
            .then()
            .statusCode(200)
            .contentType("image/png")
            .extract()
            .asByteArray();

    BufferedImage overlay = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(overlay.getWidth()).isEqualTo(64);
    assertThat(overlay.getRGB(20, 20)).isIn(0x8000ff80, 0x7f00ff80);
    assertThat(overlay.getRGB(2, 2) >>> 24).isZero();
  }

  @Test
  void refusesWhatIsNoColourOrOpacity() {
    String id = newSession(64, 48);
    selectSomething(id);

    for (String query : new String[] {"color=red", "opacity=1.5"}) {
      given()
          .get("/api/sessions/" + id + "/selection/overlay.png?" + query)
          .then()
          .statusCode(422)
          .body("code", equalTo("VALIDATION_FAILED"));
    }
    given()
        .get("/api/sessions/{id}/selection/overlay.png", newSession(8, 8))
        .then()
        .statusCode(404)
        .body("code", equalTo("SELECTION_NOT_FOUND"));
  }

  @Test
  void givesTheOutlineWhereItIsAskedFor() {
    String id = newSession(64, 48);

    given()
        .contentType(ContentType.JSON)
        .body("{\"points\":[{\"x\":20,\"y\":20}]}")
        .put("/api/sessions/{id}/selection?contours=true", id)
        .then()
        .statusCode(200)
        .body("contours", equalTo("M16 16h8v8h-8v-8z"));

    given()
        .get("/api/sessions/{id}/selection?contours=true", id)
        .then()
        .body("contours", equalTo("M16 16h8v8h-8v-8z"));
    given().get("/api/sessions/{id}/selection", id).then().body("contours", nullValue());
  }

  @Test
  void selectsTheBackground() {
    String id = newSession(64, 48);

    select(id, "{\"subject\":\"background\"}")
        .statusCode(200)
        .body("area", equalTo(64 * 48 - 64))
        .body("input.subject", equalTo("background"));

    assertThat(mask.requests().get(0).getSelection().getSubject())
        .isEqualTo(Selection.Subject.BACKGROUND);
    select(id, "{\"subject\":\"subject\",\"points\":[{\"x\":1,\"y\":1}]}")
        .statusCode(422)
        .body("code", equalTo("SELECTION_INVALID"));
  }

  @Test
  void selectsByRunLengths() {
    String id = newSession(4, 2);
    String runs = "{\"size\":[2,4],\"counts\":[2,3,3]}";

    putRuns(id, runs).statusCode(200).body("area", equalTo(3)).body("drawn", equalTo(true));

    putRuns(id, "{\"size\":[2,5],\"counts\":[10]}").body("code", equalTo("MASK_SIZE_DIFFERS"));
    putRuns(id, "{\"size\":[2,4],\"counts\":[8]}").body("code", equalTo("MASK_EMPTY"));
    putRuns(id, "{\"size\":[2,4],\"counts\":[2,3]}").body("code", equalTo("MASK_INVALID"));
    putRuns(id, "{\"size\":[2],\"counts\":[2]}").body("code", equalTo("VALIDATION_FAILED"));
  }

  private static ValidatableResponse putRuns(String session, String json) {
    return given()
        .contentType(ContentType.JSON)
        .body(json)
        .put("/api/sessions/{id}/selection/rle", session)
        .then();
  }
}
