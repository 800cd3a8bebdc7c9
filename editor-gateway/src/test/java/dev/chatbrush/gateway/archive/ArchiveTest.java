package dev.chatbrush.gateway.archive;

import static dev.chatbrush.gateway.archive.ArchiveFiles.bytes;
import static dev.chatbrush.gateway.archive.ArchiveFiles.changed;
import static dev.chatbrush.gateway.archive.ArchiveFiles.export;
import static dev.chatbrush.gateway.archive.ArchiveFiles.importing;
import static dev.chatbrush.gateway.archive.ArchiveFiles.only;
import static dev.chatbrush.gateway.archive.ArchiveFiles.unzip;
import static dev.chatbrush.gateway.archive.ArchiveFiles.with;
import static dev.chatbrush.gateway.archive.ArchiveFiles.zipped;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.chatbrush.gateway.testing.Failures;
import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.Images;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageEncoder;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A session goes out as a file and comes in again; nothing else comes in. */
@QuarkusTest
class ArchiveTest extends GatewayTest {
  /** Every kind of thing that a session has. */
  private String whole() {
    String id = newSession(64, 48);
    String reference =
        given()
            .multiPart("image", "other.png", Images.png(24, 20, 9), "image/png")
            .post("/api/sessions/{id}/references", id)
            .then()
            .statusCode(201)
            .extract()
            .path("reference");
    selectSomething(id);
    say(id, "object_erase@").statusCode(200);
    say(id, "winter*2").statusCode(200);
    post(id, "undo").statusCode(200);
    given()
        .contentType(ContentType.JSON)
        .body("{\"text\":\"photo_looks\",\"references\":[\"%s\"]}".formatted(reference))
        .post("/api/sessions/{id}/messages", id);
    say(id, "ask 어디를 지울까요?").statusCode(200);
    selectSomething(id);
    return id;
  }

  private static JsonPath state(String id) {
    return session(id).extract().jsonPath();
  }

  @Test
  void comesBackAsItWas() {
    String id = whole();
    byte[] file = export(id);
    given().delete("/api/sessions/{id}", id).then().statusCode(204);

    String copy = importing(file).statusCode(201).extract().path("id");

    assertThat(copy).isNotEqualTo(id);
    byte[] again = export(copy);
    Map<String, byte[]> before = unzip(file);
    Map<String, byte[]> after = unzip(again);
    assertThat(after.keySet()).isEqualTo(before.keySet());
    before.forEach(
        (name, content) -> {
          if (!name.equals("manifest.json")) {
            assertThat(after.get(name)).as(name).isEqualTo(content);
          }
        });
    assertThat(told(after)).isEqualTo(told(before));
  }

  /** The manifest without what every file has of its own. */
  private static Map<String, Object> told(Map<String, byte[]> zip) {
    Map<String, Object> manifest =
        new LinkedHashMap<>(
            new JsonPath(new String(zip.get("manifest.json"), StandardCharsets.UTF_8)).getMap(""));
    manifest.remove("exportedAt");
    for (String list : List.of("edits", "messages")) {
      List<Map<String, Object>> entries = (List<Map<String, Object>>) manifest.get(list);
      entries.forEach(
          entry -> {
            entry.remove("id");
            entry.remove("editId");
          });
    }
    return manifest;
  }

  @Test
  void canBeWorkedOn() {
    String copy = importing(export(whole())).statusCode(201).extract().path("id");
    JsonPath state = state(copy);
    int head = state.getInt("head");

    say(copy, "sepia").statusCode(200);
    post(copy, "undo").statusCode(200).body("head", equalTo(head));
    given()
        .contentType(ContentType.JSON)
        .body("{\"text\":\"once more\",\"replay\":{\"revision\":2}}")
        .post("/api/sessions/{id}/messages", copy)
        .then()
        .statusCode(200);
    String edit = state.getString("messages[0].editId");
    given()
        .get("/api/sessions/{id}/edits/{edit}", copy, edit)
        .then()
        .statusCode(200)
        .body("state", equalTo("completed"));
  }

  @Test
  void comesInOnceForItsKey() {
    byte[] file = export(newSession(16, 16));

    String first =
        importing(file, "Idempotency-Key", "import-1").statusCode(201).extract().path("id");
    String second =
        importing(file, "Idempotency-Key", "import-1").statusCode(201).extract().path("id");

    assertThat(second).isEqualTo(first);
  }

  @Test
  void mayBeLargerThanOnePicture() {
    byte[] noise = new byte[3700 * 3200 * 3];
    SplittableRandom random = new SplittableRandom(7);
    random.nextBytes(noise);
    byte[] jpeg = ImageEncoder.jpeg(new RgbImage(3700, 3200, noise), 0.5);
    String id =
        given()
            .multiPart("image", "photo.jpg", jpeg, "image/jpeg")
            .post("/api/sessions")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    byte[] file = export(id);

    assertThat(file.length).isGreaterThan(33 << 20);
    importing(file).statusCode(201).body("revision.width", equalTo(3700));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"version\":1', '\"version\":2', ARCHIVE_VERSION_UNKNOWN",
    "'\"format\":\"chatbrush-session\"', '\"format\":\"other\"', ARCHIVE_INVALID",
    "'\"head\":', '\"head\":99, \"was\":', ARCHIVE_INVALID",
    "'\"parent\":1', '\"parent\":2', ARCHIVE_INVALID",
    "'\"parent\":1', '\"parent\":-7', ARCHIVE_INVALID",
    "'\"width\":64', '\"width\":63', ARCHIVE_INVALID",
    "'\"image\":\"', '\"image\":\"../', ARCHIVE_INVALID",
    "'\"role\":\"user\"', '\"role\":\"system\"', ARCHIVE_INVALID",
    "'\"counts\":[', '\"counts\":[1,', ARCHIVE_INVALID",
    "'\"revisions\":[', '\"revisions\":[null,', ARCHIVE_INVALID",
    "'\"messages\":[', '\"messages\":[7,', ARCHIVE_INVALID",
    "'{\"format\"', '[{\"format\"', ARCHIVE_INVALID"
  })
  void refusesAnotherManifest(String what, String with, String code) {
    byte[] file =
        changed(
            export(whole()),
            zip -> {
              String manifest = new String(zip.get("manifest.json"), StandardCharsets.UTF_8);
              assertThat(manifest).contains(what);
              zip.put("manifest.json", bytes(manifest.replace(what, with)));
              return zip;
            });

    importing(file).statusCode(422).body("code", equalTo(code));
  }

  @ParameterizedTest
  @CsvSource({
    "../../evil.png",
    "/etc/passwd",
    "pictures/../../x.png",
    "pictures\\\\evil.png",
    "readme.txt",
    "pictures/ABCDEF.png"
  })
  void refusesOtherFiles(String name) {
    byte[] file = changed(export(newSession(16, 16)), zip -> with(zip, name, bytes("x")));

    importing(file).statusCode(422).body("code", equalTo("ARCHIVE_INVALID"));
  }

  @Test
  void refusesWhatIsNotWhole() {
    byte[] file = export(newSession(16, 16));
    String hash = "pictures/" + "0".repeat(64) + ".png";

    importing(bytes("no zip")).statusCode(422).body("code", equalTo("ARCHIVE_INVALID"));
    importing(java.util.Arrays.copyOf(file, file.length - 40)).statusCode(422);
    importing(changed(file, zip -> with(zip, hash, Images.png(8, 8, 1)))).statusCode(422);
    importing(changed(file, zip -> damaged(zip)))
        .statusCode(422)
        .body("detail", containsString("SHA-256"));
    importing(changed(file, zip -> only(zip, "manifest.json"))).statusCode(422);
    given()
        .multiPart("other", "x")
        .post("/api/sessions/import")
        .then()
        .statusCode(422)
        .body("code", equalTo("ARCHIVE_INVALID"));
  }

  /** Who knows only the hash of a picture must not get it by naming it. */
  @Test
  void givesNoPictureOfAnotherSession() {
    byte[] mine = export(newSession(16, 16));
    byte[] theirs = export(newSession(16, 16));
    String hash =
        new JsonPath(new String(unzip(theirs).get("manifest.json"), StandardCharsets.UTF_8))
            .getString("revisions[0].image");
    byte[] file =
        changed(
            mine,
            zip -> {
              String manifest = new String(zip.get("manifest.json"), StandardCharsets.UTF_8);
              String own = new JsonPath(manifest).getString("revisions[0].image");
              return only(
                  with(zip, "manifest.json", bytes(manifest.replace(own, hash))), "manifest.json");
            });

    importing(file).statusCode(422).body("code", equalTo("ARCHIVE_INVALID"));
  }

  @Test
  void unpacksNoMoreThanItMay(@TempDir Path folder) throws IOException {
    Path bomb = folder.resolve("bomb.zip");
    Map<String, byte[]> zip = new LinkedHashMap<>();
    zip.put("manifest.json", bytes("{}"));
    zip.put("pictures/" + "a".repeat(64) + ".png", new byte[20 << 20]);
    Files.write(bomb, zipped(zip));

    assertThat(Files.size(bomb)).isLessThan(100_000);
    assertThatThrownBy(() -> Archive.open(bomb, 10 << 20)).has(Failures.code("ARCHIVE_TOO_LARGE"));
  }

  private static Map<String, byte[]> damaged(Map<String, byte[]> zip) {
    String picture =
        zip.keySet().stream().filter(name -> name.endsWith(".png")).findFirst().orElseThrow();
    return with(zip, picture, Images.png(16, 16, 12345));
  }
}
