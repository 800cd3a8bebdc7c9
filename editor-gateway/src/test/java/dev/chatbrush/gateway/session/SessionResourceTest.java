package dev.chatbrush.gateway.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.Images;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SessionResourceTest extends GatewayTest {

  private static ValidatableResponse upload(String name, byte[] content) {
    return given()
        .multiPart("image", name, content, "application/octet-stream")
        .post("/api/sessions")
        .then();
  }

  static Stream<Arguments> pictures() {
    return Stream.of(
        Arguments.of("PNG", Images.png(30, 20, 1)),
        Arguments.of("JPEG", Images.jpeg(30, 20)),
        Arguments.of("WebP", Images.webp(30, 20)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pictures")
  void takesAPictureByItsBytes(String format, byte[] content) {
    upload("whatever.txt", content)
        .statusCode(201)
        .header("Location", matchesPattern("/api/sessions/[0-9A-Z]{26}"))
        .body("head", equalTo(1))
        .body("revision.number", equalTo(1))
        .body("revision.width", equalTo(30))
        .body("revision.height", equalTo(20))
        .body("revision.parent", nullValue())
        .body("revision.recipe", nullValue())
        .body("canUndo", equalTo(false))
        .body("selection", nullValue())
        .body("activeEdit", nullValue());
  }

  @Test
  void readsBackWhatItCreated() {
    String id = upload("cat.png", Images.png(30, 20, 5)).statusCode(201).extract().path("id");

    session(id).body("name", equalTo("cat.png")).body("revisions.size()", equalTo(1));
    assertThat(given().get("/api/sessions/{id}/revisions/1/image", id).asByteArray())
        .isEqualTo(Images.png(30, 20, 5));
  }

  @Test
  void refusesAnUploadWithoutPicture() {
    given()
        .multiPart("other", "text")
        .post("/api/sessions")
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo("IMAGE_MISSING"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<svg onload='alert(1)'/>", "GIF89a............", "%PDF-1.7", "x"})
  void refusesWhatIsNoPicture(String content) {
    upload("photo.png", content.getBytes(StandardCharsets.UTF_8))
        .statusCode(415)
        .body("code", equalTo("IMAGE_FORMAT_UNSUPPORTED"));
  }

  @Test
  void refusesACutOffPicture() {
    byte[] png = Images.png(300, 200, 1);

    upload("photo.png", Arrays.copyOf(png, png.length / 2))
        .statusCode(422)
        .body("code", equalTo("IMAGE_INVALID"));
  }

  @Test
  void refusesAHugePictureByItsHeader() throws IOException {
    upload("bomb.png", pngHeader(50_000, 50_000))
        .statusCode(413)
        .body("code", equalTo("IMAGE_TOO_LARGE"));
  }

  @Test
  void refusesALargeFile() {
    byte[] content = Arrays.copyOf(Images.png(8, 8, 1), 32 * 1024 * 1024 + 1);

    upload("large.png", content).statusCode(413).body("code", equalTo("IMAGE_TOO_LARGE"));
  }

  @Test
  void refusesAnOtherBody() {
    given()
        .contentType("image/png")
        .body(Images.png(8, 8, 1))
        .post("/api/sessions")
        .then()
        .statusCode(415)
        .body("code", equalTo("MEDIA_TYPE_UNSUPPORTED"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"01AN4Z07BY79KA1307SR9X4MV3", "nope", "..", "1", "01an4z07by79ka1307sr9x4mv3"})
  void doesNotKnowOtherSessions(String id) {
    int status = given().get("/api/sessions/{id}", id).statusCode();

    assertThat(status).isIn(404, 400);
  }

  @Test
  void hasNowhereToGoAtFirst() {
    String id = newSession(16, 16);

    post(id, "undo").statusCode(409).body("code", equalTo("NOTHING_TO_UNDO"));
    post(id, "redo").statusCode(409).body("code", equalTo("NOTHING_TO_REDO"));
    post(id, "reset").statusCode(409).body("code", equalTo("NOTHING_TO_RESET"));
  }

  @Test
  void walksThroughItsHistory() {
    String id = newSession(16, 16);
    say(id, "winter").statusCode(200);
    say(id, "sepia").statusCode(200);

    post(id, "undo").statusCode(200).body("head", equalTo(2)).body("canRedo", equalTo(true));
    post(id, "redo").statusCode(200).body("head", equalTo(3)).body("canRedo", equalTo(false));
    post(id, "reset").statusCode(200).body("head", equalTo(1)).body("canUndo", equalTo(true));
    post(id, "undo").statusCode(200).body("head", equalTo(3));
    post(id, "reset").statusCode(200).body("head", equalTo(1)).body("canRedo", equalTo(true));
    post(id, "redo").statusCode(200).body("head", equalTo(3));
    say(id, "night").statusCode(200).body("head", equalTo(4));
    session(id)
        .body("revisions.size()", equalTo(4))
        .body("revision.parent", equalTo(3))
        .body("canRedo", equalTo(false));
  }

  private static byte[] pngHeader(int width, int height) throws IOException {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(chunk);
    data.writeBytes("IHDR");
    data.writeInt(width);
    data.writeInt(height);
    data.write(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(chunk.toByteArray());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(file);
    out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    out.writeInt(13);
    out.write(chunk.toByteArray());
    out.writeInt((int) crc.getValue());
    return file.toByteArray();
  }
}
