package dev.chatbrush.gateway.openai;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import dev.chatbrush.gateway.testing.FakeEdits;
import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.Images;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.codec.file.ImageFormat;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edits as OpenAI's SDKs ask for them. */
@QuarkusTest
class OpenAiTest extends GatewayTest {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;

  private static RequestSpecification form(String prompt) {
    return given()
        .multiPart("image", "photo.png", Images.png(WIDTH, HEIGHT, 5), "image/png")
        .multiPart("prompt", prompt);
  }

  private static ValidatableResponse send(RequestSpecification form) {
    return form.post("/v1/images/edits").then();
  }

  private static RgbImage decoded(String base64) {
    return ImageDecoder.decode(Base64.getDecoder().decode(base64));
  }

  /** Fully transparent in its left half. */
  private static byte[] mask(int width, int height) {
    byte[] opacity = new byte[width * height];
    for (int i = 0; i < opacity.length; i++) {
      opacity[i] = (byte) (i % width < width / 2 ? 0 : 255);
    }
    return ImageEncoder.png(RgbImage.filled(width, height, 9, 9, 9).withAlpha(opacity));
  }

  @Test
  void editsWhereTheMaskIsTransparent() {
    ValidatableResponse reply =
        send(form("object_erase@").multiPart("mask", "mask.png", mask(WIDTH, HEIGHT), "image/png"));

    RgbImage made =
        decoded(
            reply
                .statusCode(200)
                .body("output_format", equalTo("png"), "size", equalTo("64x48"))
                .body("background", equalTo("opaque"))
                .extract()
                .path("data[0].b64_json"));
    assertThat(made.width()).isEqualTo(WIDTH);
    int half = WIDTH / 2 * HEIGHT;
    assertThat(agent.runs().get(0).getMask().getCountsList()).containsExactly(0, half, half);
    String session = reply.extract().header("Chatbrush-Session");
    session(session).body("head", equalTo(2));
  }

  @Test
  void makesSeveralResultsInTheFormatAndSizeThatIsWanted() {
    List<String> made =
        send(form("winter")
                .multiPart("n", 3)
                .multiPart("size", "32x32")
                .multiPart("output_format", "jpeg")
                .multiPart("output_compression", 50)
                .multiPart("quality", "high")
                .multiPart("background", "auto")
                .multiPart("user", "somebody"))
            .statusCode(200)
            .body("data", hasSize(3), "size", equalTo("32x24"), "output_format", equalTo("jpeg"))
            .extract()
            .path("data.b64_json");

    for (String file : made) {
      RgbImage picture = decoded(file);
      assertThat(List.of(picture.width(), picture.height())).containsExactly(32, 24);
      byte[] bytes = Base64.getDecoder().decode(file);
      assertThat(ImageDecoder.readHeader(bytes).format()).isEqualTo(ImageFormat.JPEG);
    }
  }

  @Test
  void tellsWhereAResultIsInsteadOfSendingIt() {
    String url =
        send(form("winter").multiPart("response_format", "url").multiPart("size", "32x32"))
            .statusCode(200)
            .body("data[0].b64_json", nullValue())
            .extract()
            .path("data[0].url");

    byte[] file = given().get(url).then().statusCode(200).extract().asByteArray();
    assertThat(ImageDecoder.decode(file).width()).isEqualTo(32);
  }

  @Test
  void aToolMayBeNamedAsTheModel() {
    send(form("take out the cup")
            .multiPart("model", "object_erase")
            .multiPart("mask", "mask.png", mask(WIDTH, HEIGHT), "image/png"))
        .statusCode(200);

    assertThat(agent.plans()).isEmpty();
    assertThat(agent.runs())
        .extracting(run -> run.getStep().getTool(), run -> run.getStep().getPrompt())
        .containsExactly(tuple("object_erase", "take out the cup"));
  }

  @Test
  void listsTheToolsAsModels() {
    given()
        .get("/v1/models")
        .then()
        .statusCode(200)
        .body("object", equalTo("list"), "data.id", hasItem("auto"))
        .body("data.id", hasItem("object_erase"), "data[0].owned_by", equalTo("chatbrush"));
    given().get("/v1/models/auto").then().statusCode(200).body("object", equalTo("model"));
    given().get("/v1/models/dall-e-9").then().body("error.param", equalTo("model"));
  }

  @ParameterizedTest
  @CsvSource({
    "n, 9, validation_failed",
    "size, large, validation_failed",
    "output_format, gif, validation_failed",
    "model, dall-e-9, tool_unknown",
  })
  void saysWhatIsWrongAsOpenAiDoes(String field, String value, String code) {
    send(form("winter").multiPart(field, value))
        .statusCode(oneOf(400, 404))
        .contentType("application/json")
        .body("error.code", equalTo(code), "error.type", equalTo("invalid_request_error"))
        .body("error.param", equalTo(field))
        .body("error.message", containsString(field.equals("model") ? value : field));
  }

  @Test
  void aMaskOfAnotherSizeIsRefused() {
    send(form("winter").multiPart("mask", "mask.png", mask(10, 10), "image/png"))
        .statusCode(400)
        .body("error.code", equalTo("mask_size_differs"), "error.param", equalTo("mask"))
        .body("error.message", containsString("10 x 10"));
  }

  @Test
  void aMaskWithoutATransparentPixelIsRefused() {
    byte[] opaque = Images.png(WIDTH, HEIGHT, 1);

    send(form("winter").multiPart("mask", "mask.png", opaque, "image/png"))
        .statusCode(400)
        .body("error.code", equalTo("mask_empty"));
  }

  @Test
  void aPictureIsNeeded() {
    given()
        .multiPart("prompt", "winter")
        .post("/v1/images/edits")
        .then()
        .statusCode(400)
        .body("error.code", equalTo("image_missing"), "error.param", equalTo("image"));
  }

  @Test
  void aQuestionIsAnErrorThatAsks() {
    send(form("ask what shall be erased?"))
        .statusCode(oneOf(400, 409))
        .body("error.code", equalTo("edit_refused"))
        .body("error.message", containsString("what shall be erased?"));
  }

  @Test
  void whatIsNotThereIsSaidInTheSameForm() {
    given()
        .get("/v1/nothing")
        .then()
        .statusCode(404)
        .body("error.code", equalTo("route_not_found"));
  }

  @Test
  void streamsPartialPicturesAndTheResult() {
    agent.running(FakeEdits::invert);
    String events =
        send(form("winter").multiPart("stream", "true").multiPart("partial_images", 2))
            .statusCode(200)
            .contentType("text/event-stream")
            .extract()
            .asString();

    List<String> names =
        Arrays.stream(events.split("\n"))
            .filter(line -> line.startsWith("event: "))
            .map(line -> line.substring(7))
            .toList();
    assertThat(names).last().isEqualTo("image_edit.completed");
    assertThat(names.subList(0, names.size() - 1)).allMatch("image_edit.partial_image"::equals);
    String last = events.substring(events.lastIndexOf("data: ") + 6);
    JsonPath done = JsonPath.from(last);
    assertThat(decoded(done.getString("b64_json")).width()).isEqualTo(WIDTH);
    assertThat(done.getString("type")).isEqualTo("image_edit.completed");
  }

  @Test
  void anErrorInAStreamIsAnEvent() {
    String events =
        send(form("ask which?").multiPart("stream", "true")).statusCode(200).extract().asString();

    assertThat(events).startsWith("event: error\ndata: {\"error\":").contains("which?");
  }

  @Test
  void furtherPicturesAreLookedAtOrRefused() {
    send(given()
            .multiPart("image[]", "one.png", Images.png(WIDTH, HEIGHT, 5), "image/png")
            .multiPart("image[]", "two.png", Images.png(WIDTH, HEIGHT, 6), "image/png")
            .multiPart("prompt", "winter"))
        .statusCode(400)
        .body("error.code", equalTo("references_not_taken"));
  }
}
