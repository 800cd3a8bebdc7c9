package dev.chatbrush.gateway.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.Images;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms as browsers and command lines send them (RFC 7578). */
@QuarkusTest
class FormsTest extends GatewayTest {
  private static final String PART = "Content-Disposition: form-data; name=\"image\"; ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "filename=\"cat.png\" | cat.png",
        "filename=cat.png | cat.png",
        "filename=\"a=b, c: d; e (1).png\" | a=b, c: d; e (1).png",
        "filename=\"<img src=x onerror=run>.png\" | <img src=x onerror=run>.png",
        "filename=\"고양이=1.png\" | 고양이=1.png",
        "filename=\"%22quoted%22.png\" | %22quoted%22.png",
        "filename=\"a\\\"b.png\" | a%22b.png",
        "filename=\"cat.png\"; filename*=UTF-8''%EA%B3%A0%EC%96%91%EC%9D%B4.png | cat.png",
        "filename*=UTF-8''%EA%B3%A0%EC%96%91%EC%9D%B4.png | 고양이.png",
      })
  void keepsTheNameOfAFile(String fileName, String shown) {
    form("x7", PART + fileName + "\r\nContent-Type: image/png", png())
        .statusCode(201)
        .body("name", equalTo(shown));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x7", "----WebKitFormBoundaryZ9", "\"a b:c=d\""})
  void takesAnyBoundary(String boundary) {
    form(boundary, PART + "filename=\"cat.png\"", png()).statusCode(201);
  }

  @Test
  void takesAPictureAmongFields() {
    given()
        .multiPart("note", "of no use")
        .multiPart("image", "cat.png", png(), "image/png")
        .multiPart("other", "x".repeat(1000))
        .post("/api/sessions")
        .then()
        .statusCode(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Content-Disposition: form-data; name=\"image\" | 422 | IMAGE_MISSING",
        "Content-Disposition: form-data; name=\"other\"; filename=\"a\" | 422 | IMAGE_MISSING",
        "Content-Disposition: form-data; filename=\"a\" | 400 | REQUEST_INVALID",
        "Content-Disposition | 400 | REQUEST_INVALID",
        "X: y | 400 | REQUEST_INVALID",
        "Content-Disposition: form-data; name=\"image\"; filename*=UTF-8''%zz | 400 | REQUEST_INVALID",
        "Content-Disposition: form-data; name=\"image\"; filename*=nope''a.png | 400 | REQUEST_INVALID",
        "Content-Disposition: form-data; name=\"image\"; filename*=a | 400 | REQUEST_INVALID",
      })
  void saysWhatAPartLacks(String head, int status, String code) {
    form("x7", head, "x".getBytes(StandardCharsets.UTF_8))
        .statusCode(status)
        .body("code", equalTo(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"base64", "Quoted-Printable", "x-own"})
  void takesFilesOnlyAsTheyAre(String encoding) {
    form("x7", PART + "filename=\"cat.png\"\r\nContent-Transfer-Encoding: " + encoding, png())
        .statusCode(400)
        .body("code", equalTo("REQUEST_INVALID"));
  }

  @Test
  void boundsWhatIsNoFile() {
    form("x7", "Content-Disposition: form-data; name=\"note\"", new byte[70_000])
        .statusCode(413)
        .body("code", equalTo("BODY_TOO_LARGE"));
    form("x7", "X: " + "y".repeat(200_000), png())
        .statusCode(400)
        .body("code", equalTo("REQUEST_INVALID"));
  }

  @Test
  void boundsTheNumberOfParts() {
    var request = given();
    for (int i = 0; i < 17; i++) {
      request.multiPart("image", "cat.png", png(), "image/png");
    }
    request.post("/api/sessions").then().statusCode(400).body("code", equalTo("REQUEST_INVALID"));
  }

  private static byte[] png() {
    return Images.png(48, 32, 7);
  }

  private static ValidatableResponse form(String boundary, String head, byte[] content) {
    String plain = boundary.replace("\"", "");
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(utf8("--" + plain + "\r\n" + head + "\r\n\r\n"));
    body.writeBytes(content);
    body.writeBytes(utf8("\r\n--" + plain + "--\r\n"));
    return given()
        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
        .body(body.toByteArray())
        .post("/api/sessions")
        .then();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
