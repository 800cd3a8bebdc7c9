package dev.chatbrush.gateway.life;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import dev.chatbrush.gateway.owner.Owner;
import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.Images;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OwnerBytesTest.LittleRoom.class)
class OwnerBytesTest extends GatewayTest {
  /** Room for one picture of noise, and part of another. */
  public static class LittleRoom implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      try {
        return Map.of(
            "chatbrush.session.quota-per-owner",
            "4K",
            "chatbrush.storage.folder",
            Files.createTempDirectory("owner-bytes").toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Inject OwnerBytes bytes;

  private static ValidatableResponse upload(int seed) {
    return given()
        .multiPart("image", "photo.png", Images.png(64, 48, seed), "image/png")
        .post("/api/sessions")
        .then();
  }

  @Test
  void whoHasAllThatOneMayHaveBeginsNothingMore() {
    String last = null;
    int seed = 0;
    while (bytes.of(Owner.LOCAL) < 4096) {
      last = upload(7000 + seed++).statusCode(201).extract().path("id");
    }
    assertThat(seed).isPositive();

    upload(8000)
        .statusCode(409)
        .body("code", equalTo("STORED_TOO_MUCH"))
        .body("limit", equalTo(4096))
        .body("stored", greaterThan(4095));
    say(last, "winter").statusCode(409).body("code", equalTo("STORED_TOO_MUCH"));
    given().get("/api/sessions/{id}", last).then().statusCode(200);

    given().delete("/api/sessions/{id}", last).then().statusCode(204);

    upload(8000).statusCode(201);
  }
}
