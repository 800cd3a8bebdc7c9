package dev.chatbrush.gateway.sample;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.imaging.codec.ImageDecoder;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SampleResourceTest extends GatewayTest {

  @Test
  void listsTheSamplesWithTheirLicences() {
    given()
        .get("/api/samples")
        .then()
        .statusCode(200)
        .body("id", hasItem("cat"))
        .body("id", not(hasItem("dandelion-16mpx")))
        .body("find{it.id=='cat'}.title.ko", equalTo("고양이"))
        .body("imageUrl", everyItem(startsWith("/api/samples/")))
        .body("licence", everyItem(not(equalTo(""))));
  }

  @Test
  void beginsASessionWithASample() {
    given()
        .post("/api/samples/cat/sessions")
        .then()
        .statusCode(201)
        .header("Location", startsWith("/api/sessions/"))
        .body("name", equalTo("cat.jpg"))
        .body("revision.width", equalTo(451));
    given().get("/api/samples/cat/image").then().statusCode(200).contentType("image/jpeg");
  }

  @Test
  void aThumbnailIsNoLargerThanACard() {
    byte[] card =
        given().get("/api/samples/dandelion/image?maxSide=320").then().extract().asByteArray();

    assertThat(ImageDecoder.readHeader(card).width()).isEqualTo(320);
    assertThat(card.length).isLessThan(30_000);
  }

  @Test
  void namesTheSamplesWhenAskedForAnother() {
    given()
        .post("/api/samples/dog/sessions")
        .then()
        .statusCode(404)
        .body("code", equalTo("SAMPLE_NOT_FOUND"))
        .body("detail", containsString("cat"));
  }
}
