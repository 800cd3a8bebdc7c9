package dev.chatbrush.gateway.login;

import static io.restassured.RestAssured.given;

import dev.chatbrush.gateway.owner.LoginConfig;
import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.Images;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** What tests of a gateway with logins share. */
public abstract class LoginTest extends GatewayTest {
  protected SmallProvider provider;

  @Inject protected LoginConfig config;

  /** The key that makes keys. */
  protected final String admin() {
    try {
      return Files.readString(config.adminKeyFile()).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  protected static RequestSpecification with(String secret) {
    return given().header("Authorization", "Bearer " + secret);
  }

  /** A fresh key's secret. */
  protected final String key(String owner, String... scopes) {
    return made(owner, scopes).get("secret");
  }

  /** A fresh key as it is told. */
  protected final Map<String, String> made(String owner, String... scopes) {
    return with(admin())
        .contentType(ContentType.JSON)
        .body(Map.of("name", "test", "owner", owner, "scopes", List.of(scopes)))
        .post("/api/keys")
        .then()
        .statusCode(201)
        .extract()
        .jsonPath()
        .getMap("");
  }

  /** A fresh session of the key's owner. */
  protected static String sessionOf(String secret) {
    return with(secret)
        .multiPart("image", "photo.png", Images.png(64, 48, (int) System.nanoTime()), "image/png")
        .post("/api/sessions")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** A fresh link's secret. */
  protected static String link(String secret, String session, boolean mayEdit) {
    return with(secret)
        .contentType(ContentType.JSON)
        .body(Map.of("mayEdit", mayEdit))
        .post("/api/sessions/{id}/shares", session)
        .then()
        .statusCode(201)
        .extract()
        .path("secret");
  }
}
