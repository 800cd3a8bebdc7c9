package dev.chatbrush.gateway.download;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.chatbrush.gateway.testing.FakeEdits;
import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.Images;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.codec.file.ImageFormat;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures that are not opaque, from upload to download. */
@QuarkusTest
class TransparencyTest extends GatewayTest {
  private static final RgbImage PICTURE = Images.pattern(64, 48, 7).withAlpha(opacities());

  private static byte[] opacities() {
    byte[] alpha = new byte[64 * 48];
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = (byte) Math.min(255, i % 64 * 5);
    }
    return alpha;
  }

  @ParameterizedTest
  @EnumSource(names = {"PNG", "WEBP"})
  void opacityComesBackAsItWentIn(ImageFormat format) {
    String id = upload(ImageEncoder.encode(PICTURE, format, 0.9));

    given().get("/api/sessions/{id}", id).then().body("revision.transparent", equalTo(true));
    for (String query : new String[] {"", "?format=png", "?format=webp"}) {
      RgbImage back = ImageDecoder.decode(download(id, query));
      assertThat(back.alpha()).as(query).contains(PICTURE.alpha().orElseThrow());
    }
  }

  @Test
  void thePngIsTheSameToTheByteUnderWhatNobodySeesToo() {
    String id = upload(ImageEncoder.png(PICTURE));

    assertThat(ImageDecoder.decode(download(id, ""))).isEqualTo(PICTURE);
  }

  @ParameterizedTest
  @CsvSource({"'', ffffff", "&background=204080, 204080"})
  void jpegIsLaidOnTheColourThatIsChosen(String query, String colour) {
    String id = upload(ImageEncoder.png(PICTURE));

    byte[] file = download(id, "?format=jpeg&quality=100" + query);

    int ground = Integer.parseInt(colour, 16);
    assertThat(file).isEqualTo(ImageEncoder.jpeg(PICTURE.on(ground), 1));
  }

  @Test
  void aColourIsSixHexadecimalDigits() {
    String id = upload(ImageEncoder.png(PICTURE));

    given().get(path(id, "?format=jpeg&background=white")).then().statusCode(422);
  }

  @Test
  void whatCameAsJpegAndWasCutOutIsPng() {
    agent.running(FakeEdits::cutOut);
    String id = upload(ImageEncoder.jpeg(Images.pattern(64, 48, 7), 0.9));
    say(id, "winter").statusCode(200);

    given()
        .get(path(id, ""))
        .then()
        .contentType("image/png")
        .header("Content-Disposition", containsString("-edit2.png"));
    given().get(path(id, "?revision=1")).then().contentType("image/jpeg");
  }

  @Test
  void aSmallWebpKeepsItAndASmallJpegIsOnWhite() {
    String image = "/api/sessions/" + upload(ImageEncoder.png(PICTURE)) + "/revisions/1/image";

    RgbImage webp =
        ImageDecoder.decode(given().get(image + "?format=webp&maxSide=32").asByteArray());
    RgbImage jpeg =
        ImageDecoder.decode(given().get(image + "?format=jpeg&maxSide=32").asByteArray());

    assertThat(webp.alpha().orElseThrow()[0] & 0xff).isLessThan(10);
    assertThat(jpeg.isSeeThrough()).isFalse();
    assertThat(jpeg.rgb()[0] & 0xff).isGreaterThan(200);
  }

  private static String path(String session, String query) {
    return "/api/sessions/" + session + "/download" + query;
  }

  private static byte[] download(String session, String query) {
    return given().get(path(session, query)).then().statusCode(200).extract().asByteArray();
  }

  private static String upload(byte[] file) {
    return given()
        .multiPart("image", "sticker.bin", file, "application/octet-stream")
        .post("/api/sessions")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }
}
