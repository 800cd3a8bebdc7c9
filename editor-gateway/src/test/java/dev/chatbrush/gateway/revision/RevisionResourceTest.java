package dev.chatbrush.gateway.revision;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.Images;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.file.ImageHeader;
import dev.chatbrush.imaging.mask.MaskPng;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class RevisionResourceTest extends GatewayTest {
  private static final String IMAGE = "/api/sessions/{id}/revisions/{n}/image";

  @Test
  void sendsThePictureAsStored() {
    String id = newSession(40, 30);

    given()
        .get(IMAGE, id, 1)
        .then()
        .statusCode(200)
        .contentType("image/png")
        .header("ETag", matchesPattern("\"[0-9a-f]{64}\""))
        .header("Cache-Control", equalTo("private, max-age=31536000, immutable"))
        .header("Vary", equalTo("Accept"))
        .header("X-Content-Type-Options", equalTo("nosniff"));
  }

  @ParameterizedTest
  @CsvSource({
    "'image/webp,image/png;q=0.9', , image/webp",
    "'image/avif,image/jpeg;q=0.9,*/*;q=0.1', , image/jpeg",
    "'*/*', , image/png",
    "'image/*', , image/png",
    "'image/png', jpeg, image/jpeg",
    "'text/html', webp, image/webp"
  })
  void choosesTheFormat(String accept, String format, String expected) {
    String id = newSession(40, 30);
    String query = format == null ? "" : "?format=" + format;

    Response reply = given().accept(accept).get(IMAGE + query, id, 1);

    reply.then().statusCode(200).contentType(expected);
    assertThat(ImageDecoder.readHeader(reply.asByteArray()).format().mediaType())
        .isEqualTo(expected);
  }

  @Test
  void refusesOtherFormats() {
    String id = newSession(40, 30);

    given()
        .accept("text/html")
        .get(IMAGE, id, 1)
        .then()
        .statusCode(406)
        .body("code", equalTo("NOT_ACCEPTABLE"));
    given()
        .get(IMAGE + "?format=gif", id, 1)
        .then()
        .statusCode(422)
        .body("code", equalTo("VALIDATION_FAILED"));
    given().get(IMAGE + "?maxSide=0", id, 1).then().statusCode(422);
    given().get(IMAGE + "?maxSide=100000", id, 1).then().statusCode(422);
  }

  @Test
  void scalesDownButNeverUp() {
    String id = newSession(40, 30);

    ImageHeader small =
        ImageDecoder.readHeader(given().get(IMAGE + "?maxSide=20", id, 1).asByteArray());
    ImageHeader large =
        ImageDecoder.readHeader(given().get(IMAGE + "?maxSide=400", id, 1).asByteArray());

    assertThat(small.width()).isEqualTo(20);
    assertThat(small.height()).isEqualTo(15);
    assertThat(large.width()).isEqualTo(40);
  }

  @Test
  void sendsNothingAgain() {
    String id = newSession(40, 30);
    String etag = given().get(IMAGE + "?format=webp", id, 1).header("ETag");

    given()
        .header("If-None-Match", "\"other\", " + etag)
        .get(IMAGE + "?format=webp", id, 1)
        .then()
        .statusCode(304)
        .header("ETag", equalTo(etag));
    given().header("If-None-Match", etag).get(IMAGE, id, 1).then().statusCode(200);
  }

  @Test
  void doesNotKnowOtherRevisions() {
    String id = newSession(40, 30);

    given()
        .get(IMAGE, id, 2)
        .then()
        .statusCode(404)
        .body("code", equalTo("REVISION_NOT_FOUND"))
        .body("detail", containsString("1 to 1"));
    given().get(IMAGE, id, "x").then().statusCode(404);
    given()
        .get("/api/sessions/{id}/revisions/1/mask.png", id)
        .then()
        .statusCode(404)
        .body("code", equalTo("MASK_MISSING"));
  }

  @Test
  void sendsTheMaskThatWasLocked() {
    String id = newSession(40, 30);
    selectSomething(id);
    say(id, "erase@").statusCode(200);

    byte[] png = given().get("/api/sessions/{id}/revisions/2/mask.png", id).asByteArray();

    assertThat(MaskPng.decode(png, 40, 30).area()).isEqualTo(64);
  }

  @Test
  void proposesTheUploadsNameForDownloads() throws IOException {
    byte[] png = Images.png(8, 8, 3);
    String id = upload("../여름 \u202Egpj.바다.jpeg", png);

    given()
        .get("/api/sessions/{id}/download?format=webp", id)
        .then()
        .statusCode(200)
        .contentType("image/webp")
        .header("Content-Disposition", matchesPattern("attachment; filename=\"[ -~]+.webp\".*"))
        .header(
            "Content-Disposition",
            containsString("filename*=UTF-8''%EC%97%AC%EB%A6%84%20gpj.%EB%B0%94%EB%8B%A4.webp"));
  }

  /** By hand, since HTTP clients encode such names in ways of their own. */
  private String upload(String name, byte[] png) throws IOException {
    String head =
        "--x\r\nContent-Disposition: form-data; name=\"image\"; filename=\"%s\"\r\n".formatted(name)
            + "Content-Type: image/png\r\n\r\n";
    byte[] before = head.getBytes(StandardCharsets.UTF_8);
    byte[] after = "\r\n--x--\r\n".getBytes(StandardCharsets.UTF_8);
    String request =
        "POST /api/sessions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: %d\r\n\r\n"
                .formatted(before.length + png.length + after.length);
    try (Socket socket = new Socket(root.getHost(), root.getPort())) {
      socket.setSoTimeout(20_000);
      var out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.write(before);
      out.write(png);
      out.write(after);
      out.flush();
      String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(reply).startsWith("HTTP/1.1 201");
      return reply.replaceAll("(?s).*\"id\":\"([0-9A-Z]{26})\".*", "$1");
    }
  }
}
