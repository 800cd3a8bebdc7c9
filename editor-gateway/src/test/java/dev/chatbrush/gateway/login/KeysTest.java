package dev.chatbrush.gateway.login;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.chatbrush.gateway.owner.Secrets;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.testing.Images;
import dev.chatbrush.gateway.testing.RawHttp;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(LoginRequired.class)
class KeysTest extends LoginTest {
  @Inject Database database;

  @Test
  void theFirstKeyIsItsAccountsAlone() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config.adminKeyFile())))
        .isEqualTo("rw-------");
    with(admin()).get("/api/me").then().body("owner", equalTo("local"));
  }

  @Test
  void aSecretIsToldOnceAndKeptNowhere() {
    String secret = key("anna", "read");

    assertThat(secret).matches("cb_[\\w-]{43}");
    String list = with(admin()).get("/api/keys").then().statusCode(200).extract().asString();
    assertThat(list).contains(secret.substring(0, 10)).doesNotContain(secret.substring(0, 12));
    List<String> hashes =
        database.read(
            handle ->
                handle
                    .createQuery("select hash from access_key where hint = :hint")
                    .bind("hint", secret.substring(0, 10))
                    .mapTo(String.class)
                    .list());
    assertThat(hashes).containsExactly(Secrets.hash(secret));
  }

  @Test
  void whoHasNoneIsToldHowToGetIn() {
    given()
        .get("/api/tools")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", equalTo("Bearer realm=\"Chatbrush\""))
        .body("code", equalTo("LOGIN_NEEDED"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cb_", "cb_x", "nonsense", "a b", "cs_x", "x.y.z", "eyJhbGciOiJub25lIn0.e30."})
  void whatOpensNothingIsRefusedInTheSameWords(String token) {
    given()
        .header("Authorization", "Bearer " + token)
        .get("/api/tools")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
        .body("code", equalTo("LOGIN_REFUSED"))
        .body("detail", not(containsString(token)));
  }

  @Test
  void eachReplyTellsHowMuchMoreMayBeAsked() {
    String secret = key("rated", "read");

    with(secret)
        .get("/api/tools")
        .then()
        .header("RateLimit-Policy", "\"calls\";q=1200;w=60")
        .header("RateLimit", "\"calls\";r=1199;t=1");
    given().get("/login").then().header("RateLimit", nullValue());
  }

  @Test
  void aKeyOpensNothingOnceItIsRevoked() {
    Map<String, String> made = made("anna", "read", "edit");
    String secret = made.get("secret");
    String session = sessionOf(secret);

    with(admin()).delete("/api/keys/{id}", made.get("id")).then().statusCode(204);

    with(secret).get("/api/sessions/{id}", session).then().statusCode(401);
    with(admin()).delete("/api/keys/nobody").then().statusCode(404);
  }

  @Test
  void norWhenItHasExpired() throws InterruptedException {
    Map<String, String> made = made("anna", "read");
    with(made.get("secret")).get("/api/me").then().statusCode(200);

    database.change(
        tx ->
            tx.handle()
                .createUpdate("update access_key set expires_at = :past where id = :id")
                .bind("past", OffsetDateTime.of(2020, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC))
                .bind("id", made.get("id"))
                .execute());
    Thread.sleep(config.remember().plusMillis(200).toMillis());

    with(made.get("secret"))
        .get("/api/me")
        .then()
        .statusCode(401)
        .body("code", equalTo("LOGIN_REFUSED"));
  }

  @Test
  void itsLastUseIsNoted() {
    Map<String, String> made = made("anna", "read");
    String one = "find { it.id == '%s' }.lastUsedAt".formatted(made.get("id"));
    with(admin()).get("/api/keys").then().body(one, nullValue());

    with(made.get("secret")).get("/api/me").then().statusCode(200);

    with(admin()).get("/api/keys").then().body(one, not(nullValue()));
  }

  /** Of whom a path says what it is in another way than this program reads it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/tools/",
        "/api/tools;x",
        "/api/tools%3Bx",
        "/API/tools",
        "//api/tools",
        "/api//tools",
        "/static/../api/tools",
        "/static/%2e%2e/api/tools",
        "/login/../api/tools",
        "/api/tools%20",
        "/login;/api/tools",
        "/mcp",
        "/mcp/sse",
        "/q/dev",
        "/q/health",
        "/q/metrics",
        "/nothing",
        "/api/keys?x=/login",
        "/api/keys#/login",
        "/static%2F..%2Fapi/tools",
        "/index.html/../api/me"
      })
  void noOddAddressOpensAnything(String path) throws IOException {
    for (String method : List.of("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "TRACE")) {
      try (RawHttp raw = new RawHttp(root, "127.0.0.1")) {
        String reply =
            raw.send(
                    "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                        .formatted(method, path))
                .reply(Duration.ofSeconds(4));
        assertThat(reply).as(method + " " + path).matches("(?s)HTTP/1.1 (400|401|404|405) .*");
      }
    }
  }

  @Test
  void thePageItselfIsOpen() {
    for (String path : List.of("/", "/login", "/favicon.svg", "/login.css", "/q/openapi")) {
      given().redirects().follow(false).get(path).then().statusCode(200);
    }
  }

  @Test
  void whoIsLedToSignInIsToldWhy() {
    String asked = "opens nothing any more";
    given().get("/login?from=link").then().statusCode(200).body(containsString(asked));
    given().get("/login?from=page").then().body(containsString("back where you were"));
    given().get("/login?from=%3Cb%3E").then().body(not(containsString("<b>")));
  }

  @Test
  void oneIdempotencyKeyOfTwoOwnersAreTwo() {
    String first = begin(key("anna", "edit"));

    assertThat(begin(key("ben", "edit"))).isNotEqualTo(first);
    assertThat(begin(key("anna", "edit"))).isEqualTo(first);
  }

  private static String begin(String secret) {
    return with(secret)
        .header("Idempotency-Key", "the-same")
        .multiPart("image", "photo.png", Images.png(8, 8, 3), "image/png")
        .post("/api/sessions")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  @Test
  void aKeyNeedsAnOwnerAndScopesThatAreKnown() {
    for (Map<String, Object> bad :
        List.<Map<String, Object>>of(
            Map.of("name", "a", "owner", "an na", "scopes", List.of("read")),
            Map.of("name", "a", "owner", "anna", "scopes", List.of("root")),
            Map.of("name", "a", "owner", "anna", "scopes", List.of()),
            Map.of("name", "a\nb", "owner", "anna", "scopes", List.of("read")))) {
      with(admin())
          .contentType(ContentType.JSON)
          .body(bad)
          .post("/api/keys")
          .then()
          .statusCode(422)
          .body("code", equalTo("VALIDATION_FAILED"));
    }
  }

  @Test
  void theListOfToolsIsNoWayAround() {
    with(key("carl", "admin")).get("/api/keys").then().statusCode(200);
    with(key("carl", "read")).get("/api/keys").then().statusCode(403);
  }
}
