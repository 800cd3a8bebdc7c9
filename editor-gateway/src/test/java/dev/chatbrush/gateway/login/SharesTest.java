package dev.chatbrush.gateway.login;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LoginRequired.class)
class SharesTest extends LoginTest {
  private String anna;
  private String session;

  @BeforeEach
  void share() {
    anna = key("anna", "edit");
    session = sessionOf(anna);
  }

  private static Response opened(String secret) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("secret", secret))
        .post("/api/shares/open");
  }

  @Test
  void aBrowserOpensItByACookieThatNoScriptReads() {
    String secret = link(anna, session, false);
    Response reply = opened(secret);

    String cookie = reply.then().statusCode(200).extract().header("Set-Cookie");
    assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict").contains("Path=/");
    assertThat(reply.asString()).doesNotContain(secret);
    given()
        .cookies(reply.cookies())
        .get("/api/sessions/{id}", session)
        .then()
        .statusCode(200)
        .body("id", equalTo(session));
    given().cookies(reply.cookies()).get("/api/me").then().body("owner", nullValue());
  }

  @Test
  void aCookieDoesNotMakeAnotherSitesChanges() {
    Map<String, String> cookies = opened(link(anna, session, true)).cookies();

    given()
        .cookies(cookies)
        .post("/api/sessions/{id}/undo", session)
        .then()
        .statusCode(403)
        .body("code", equalTo("ORIGIN_REFUSED"));
    given()
        .cookies(cookies)
        .header("Origin", "https://evil.example")
        .post("/api/sessions/{id}/undo", session)
        .then()
        .statusCode(403);
    given()
        .cookies(cookies)
        .header("Sec-Fetch-Site", "same-origin")
        .post("/api/sessions/{id}/undo", session)
        .then()
        .statusCode(409); // nothing to undo
  }

  @Test
  void whoHasALoginKeepsItBesideTheLink() {
    Map<String, String> cookies = opened(link(anna, session, false)).cookies();
    String ben = key("ben", "edit");
    String bens = sessionOf(ben);

    for (String id : new String[] {session, bens}) {
      given()
          .cookies(cookies)
          .cookie("chatbrush_key", ben)
          .get("/api/sessions/{id}", id)
          .then()
          .statusCode(200);
    }
  }

  @Test
  void aLinkOpensNothingOnceItIsRevoked() {
    String secret = link(anna, session, true);
    String id = with(anna).get("/api/sessions/{id}/shares", session).path("[0].id");
    String others = sessionOf(anna);
    with(anna).delete("/api/sessions/{o}/shares/{id}", others, id).then().statusCode(404);

    with(anna).delete("/api/sessions/{s}/shares/{id}", session, id).then().statusCode(204);

    with(secret).get("/api/sessions/{id}", session).then().statusCode(401);
    opened(secret).then().statusCode(404).body("code", equalTo("SHARE_NOT_FOUND"));
    with(anna).get("/api/sessions/{id}/shares", session).then().body("", hasSize(0));
  }

  @Test
  void aStreamEndsWithItsLink() throws Exception {
    String secret = link(anna, session, false);
    HttpResponse<InputStream> stream = stream(secret);
    assertThat(stream.statusCode()).isEqualTo(200);
    String id = with(anna).get("/api/sessions/{id}/shares", session).path("[0].id");

    with(anna).delete("/api/sessions/{s}/shares/{id}", session, id).then().statusCode(204);

    CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(() -> ends(stream.body()));
    assertThat(ended.get(5, TimeUnit.SECONDS)).isTrue();
  }

  private HttpResponse<InputStream> stream(String secret) throws Exception {
    URI at = events(session);
    HttpRequest request =
        HttpRequest.newBuilder(at)
            .header("Authorization", "Bearer " + secret)
            .timeout(Duration.ofSeconds(10))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
  }

  private static boolean ends(InputStream stream) {
    try {
      stream.readAllBytes();
      return true;
    } catch (IOException broken) {
      return broken.getMessage() != null;
    }
  }
}
