package dev.chatbrush.gateway.archive;

import static dev.chatbrush.gateway.archive.ArchiveFiles.changed;
import static dev.chatbrush.gateway.archive.ArchiveFiles.export;
import static dev.chatbrush.gateway.archive.ArchiveFiles.importing;
import static dev.chatbrush.gateway.archive.ArchiveFiles.with;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.Images;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests that are well-formed and yet no session: each is the sender's fault, and told so. */
@QuarkusTest
class HostileManifestTest extends GatewayTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** A session with an edit, messages, and a picture to look at. */
  private static byte[] file() {
    String id = newSession(32, 24);
    given()
        .multiPart("image", "other.png", Images.png(24, 20, 9), "image/png")
        .post("/api/sessions/{id}/references", id)
        .then()
        .statusCode(201);
    say(id, "winter").statusCode(200);
    return export(id);
  }

  private static byte[] telling(byte[] file, Consumer<JsonNode> change) {
    return changed(
        file,
        zip -> {
          try {
            JsonNode manifest = MAPPER.readTree(zip.get("manifest.json"));
            change.accept(manifest);
            return with(zip, "manifest.json", MAPPER.writeValueAsBytes(manifest));
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  private static void forget(JsonNode manifest, JsonPointer what) {
    assertThat(manifest.at(what).isValueNode() || manifest.at(what).isObject())
        .as(what.toString())
        .isTrue();
    JsonNode parent = manifest.at(what.head());
    if (parent instanceof ArrayNode list) {
      list.set(what.last().getMatchingIndex(), list.nullNode());
    } else {
      ((ObjectNode) parent).putNull(what.last().getMatchingProperty());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/edits/0",
        "/edits/0/id",
        "/edits/0/state",
        "/edits/0/startedAt",
        "/messages/0",
        "/messages/0/role",
        "/messages/0/text",
        "/messages/0/editId",
        "/references/0",
        "/references/0/image",
        "/revisions/1",
        "/revisions/1/image",
        "/revisions/1/recipe/tool"
      })
  void refusesWhatLacksAPart(String what) {
    byte[] file = telling(file(), manifest -> forget(manifest, JsonPointer.compile(what)));

    importing(file).statusCode(422).body("code", equalTo("ARCHIVE_INVALID"));
  }

  /** A recipe may name a picture that is no longer among those to look at: its size is not told. */
  @Test
  void looksAtThePicturesOfRecipesWhole() {
    byte[] whole = Images.png(30, 20, 5);
    byte[] half = Arrays.copyOf(whole, whole.length / 2);

    importing(lookingAt(file(), whole)).statusCode(201);
    importing(lookingAt(file(), half))
        .statusCode(422)
        .body("code", equalTo("ARCHIVE_INVALID"))
        .body("detail", containsString(BlobId.of(half).value()));
  }

  private static byte[] lookingAt(byte[] file, byte[] picture) {
    BlobId id = BlobId.of(picture);
    byte[] told =
        telling(
            file,
            manifest ->
                ((ObjectNode) manifest.at("/revisions/1/recipe"))
                    .putArray("references")
                    .add(id.value()));
    return changed(told, zip -> with(zip, Archive.path(id), picture));
  }
}
