package dev.chatbrush.gateway.download;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.Images;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.codec.file.Density;
import dev.chatbrush.imaging.codec.file.FileNotes;
import dev.chatbrush.imaging.codec.file.ImageFormat;
import dev.chatbrush.imaging.codec.file.ImageHeader;
import dev.chatbrush.imaging.codec.notes.NotesWriter;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class DownloadResourceTest extends GatewayTest {
  private static final String CAMERA = "Camera One";
  private static final String DATE = "2026:11:29 10:11:12";
  private static final String PLACE = "1999:01:02";

  /** By Pillow: camera, date, orientation 6, and the day's date among what GPS tells. */
  private static final String EXIF =
      "TU0AKgAAAAgABAEQAAIAAAALAAAAPgESAAMAAAABAAYAAIdpAAQAAAABAAAASoglAAQAAAABAAAAcAAAAABDYW1lcmEg"
          + "T25lAAAAAZADAAIAAAAUAAAAXAAAAAAyMDI2OjExOjI5IDEwOjExOjEyAAABAB0AAgAAAAsAAACCAAAAADE5OTk6"
          + "MDE6MDIAAA==";

  private static final Density DPI_300 = Density.ofInches(300, 300).orElseThrow();
  private static final FileNotes NOTES =
      new FileNotes(Base64.getDecoder().decode(EXIF), null, DPI_300);

  @ParameterizedTest
  @EnumSource(ImageFormat.class)
  void givesTheFormatThatCame(ImageFormat format) {
    String id = upload("photo.bin", plain(format));

    given().get(path(id, "")).then().statusCode(200).contentType(format.mediaType());
  }

  @ParameterizedTest
  @EnumSource(ImageFormat.class)
  void tellsAgainWhatTheFileToldButThePlace(ImageFormat format) {
    String id = upload("photo.jpg", noted(format));

    for (String wanted : new String[] {"png", "jpeg", "webp"}) {
      byte[] file = given().get(path(id, "?format=" + wanted)).asByteArray();

      assertThat(text(file)).contains(CAMERA, DATE).doesNotContain(PLACE);
      ImageHeader header = ImageDecoder.readHeader(file);
      assertThat(header.orientation()).isEqualTo(1);
      assertThat(header.width()).isEqualTo(48);
    }
  }

  @Test
  void givesAnyRevision() {
    String id = upload("photo.png", plain(ImageFormat.PNG));
    byte[] first = given().get(path(id, "")).asByteArray();
    say(id, "winter").statusCode(200);

    byte[] now = given().get(path(id, "")).asByteArray();

    assertThat(given().get(path(id, "?revision=1")).asByteArray()).isEqualTo(first);
    assertThat(given().get(path(id, "?revision=2")).asByteArray())
        .isEqualTo(now)
        .isNotEqualTo(first);
    given().get(path(id, "?revision=3")).then().statusCode(404);
    given().get(path(id, "?revision=0")).then().statusCode(422);
  }

  @Test
  void keepsTheDensityInEachFormat() {
    String id = upload("scan.jpg", noted(ImageFormat.JPEG));

    for (String wanted : new String[] {"png", "jpeg"}) {
      byte[] file = given().get(path(id, "?format=" + wanted)).asByteArray();
      assertThat(ImageDecoder.readNotes(file).density()).isEqualTo(DPI_300);
    }
  }

  @Test
  void tellsAsMuchAsIsChosen() {
    String id = upload("photo.jpg", noted(ImageFormat.JPEG));

    assertThat(text(given().get(path(id, "?metadata=all")).asByteArray())).contains(CAMERA, PLACE);
    assertThat(text(given().get(path(id, "?metadata=none")).asByteArray()))
        .doesNotContain(CAMERA, DATE, PLACE);
    given()
        .get(path(id, "?metadata=some"))
        .then()
        .statusCode(422)
        .body("code", equalTo("VALIDATION_FAILED"));
  }

  @Test
  void editsTellItToo() {
    String id = upload("photo.jpg", noted(ImageFormat.JPEG));
    selectSomething(id);
    say(id, "erase@").statusCode(200);

    Response reply = given().get(path(id, ""));

    reply.then().header("Content-Disposition", containsString("photo-edit2.jpg"));
    assertThat(text(reply.asByteArray())).contains(CAMERA, DATE).doesNotContain(PLACE);
  }

  @Test
  void thePictureItselfTellsNothing() {
    String id = upload("photo.jpg", noted(ImageFormat.JPEG));

    byte[] image = given().get("/api/sessions/{id}/revisions/1/image", id).asByteArray();

    assertThat(text(image)).doesNotContain(CAMERA, DATE, PLACE);
  }

  @Test
  void takesTheQualityThatIsChosen() {
    String id = upload("photo.jpg", plain(ImageFormat.JPEG));

    int small = given().get(path(id, "?quality=20")).asByteArray().length;
    int usual = given().get(path(id, "")).asByteArray().length;
    int large = given().get(path(id, "?quality=100")).asByteArray().length;

    assertThat(small).isLessThan(usual);
    assertThat(usual).isLessThan(large);
    given().get(path(id, "?quality=0")).then().statusCode(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "webp"})
  void tellsHowItWasMadeWhereThatIsWanted(String format) {
    String id = upload("photo.jpg", noted(ImageFormat.JPEG));
    String wanted = path(id, "?recipe=true&format=" + format);
    assertThat(utf8(given().get(wanted).asByteArray())).doesNotContain("xmpMM");
    say(id, "winter").statusCode(200);
    say(id, "다시&<B>").statusCode(200);

    byte[] file = given().get(wanted).asByteArray();

    assertThat(utf8(file))
        .contains(
            "stEvt:softwareAgent=\"Chatbrush\"", "&quot;promptOriginal&quot;:&quot;winter&quot;")
        .contains("다시&amp;&lt;B>");
    assertThat(utf8(file).split("<rdf:li", -1)).hasSize(3);
    assertThat(text(file)).contains(CAMERA).doesNotContain(PLACE);
    assertThat(ImageDecoder.decode(file).width()).isEqualTo(48);
    assertThat(utf8(given().get(path(id, "?format=" + format)).asByteArray()))
        .doesNotContain("winter");
  }

  @ParameterizedTest
  @CsvSource({
    "IMG_1.JPG, '', IMG_1.JPG",
    "a.jpeg, ?format=jpeg, a.jpeg",
    "a.jpeg, ?format=webp, a.webp",
    "v1.2.final, '', v1.2.final.jpg",
    ".jpg, '', photo.jpg"
  })
  void namesWhatIsUneditedAsItCame(String name, String query, String expected) {
    String id = upload(name, plain(ImageFormat.JPEG));

    given()
        .get(path(id, query))
        .then()
        .header("Content-Disposition", containsString("filename=\"" + expected + "\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"여름 바다.png"})
  void namesAreWrittenInFullToo(String name) {
    assertThat(DownloadName.contentDisposition(name, 3, ImageFormat.WEBP))
        .isEqualTo(
            "attachment; filename=\"__ __-edit3.webp\"; filename*=UTF-8''"
                + "%EC%97%AC%EB%A6%84%20%EB%B0%94%EB%8B%A4-edit3.webp");
  }

  private static String path(String session, String query) {
    return "/api/sessions/" + session + "/download" + query;
  }

  private static String upload(String name, byte[] file) {
    return given()
        .multiPart("image", name, file, "application/octet-stream")
        .post("/api/sessions")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static byte[] plain(ImageFormat format) {
    return ImageEncoder.encode(Images.pattern(64, 48, 7), format, 0.9);
  }

  private static byte[] noted(ImageFormat format) {
    return NotesWriter.write(plain(format), NOTES);
  }

  private static String utf8(byte[] file) {
    return new String(file, StandardCharsets.UTF_8);
  }

  private static String text(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1);
  }
}
