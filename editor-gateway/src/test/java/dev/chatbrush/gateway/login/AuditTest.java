package dev.chatbrush.gateway.login;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.gateway.owner.Owner;
import dev.chatbrush.gateway.testing.FakeTraces;
import dev.chatbrush.testing.LogLines;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the log tells of who did what, and what it never tells. */
@QuarkusTest
@TestProfile(LoginRequired.class)
class AuditTest extends LoginTest {

  @Test
  void changesAndRefusalsAreTold() throws InterruptedException {
    Map<String, String> made = made("anna", "edit");
    String session = sessionOf(made.get("secret"));
    try (LogLines audit = LogLines.of(Audit.CATEGORY)) {
      with(made.get("secret")).get("/api/sessions/{id}", session).then().statusCode(200);
      with(made.get("secret")).post("/api/sessions/{id}/undo", session).then().statusCode(409);
      given().get("/api/sessions/{id}", session).then().statusCode(401);
      for (int waited = 0; audit.lines().size() < 2 && waited < 100; waited++) {
        Thread.sleep(20); // a line comes when its reply has gone
      }

      assertThat(audit.lines())
          .hasSize(2)
          .anyMatch(
              line ->
                  line.contains(
                      "owner=anna door=%s operation=\"POST /api/sessions/%s/undo\" status=409"
                          .formatted(made.get("id"), session)))
          .anyMatch(line -> line.contains("owner=- door=- operation=\"GET "));
    }
  }

  @Test
  void otherServicesHearForWhomACallIsAndNotWho() {
    String secret = key("anna", "edit");
    String session = sessionOf(secret);
    String anna = new Owner("anna").pseudonym();
    json(secret, "{\"text\":\"object_erase@subject\"}")
        .post("/api/sessions/{id}/messages", session)
        .then()
        .statusCode(200);
    for (String method : List.of("Plan", "Run", "Segment")) {
      assertThat(FakeTraces.owners(method)).as(method).contains(anna);
    }
    int before = Collections.frequency(FakeTraces.owners("Segment"), anna);
    json(secret, "{\"points\":[{\"x\":5,\"y\":5,\"label\":\"include\"}]}")
        .put("/api/sessions/{id}/selection", session)
        .then()
        .statusCode(200);

    assertThat(Collections.frequency(FakeTraces.owners("Segment"), anna)).isGreaterThan(before);
    assertThat(anna).matches("o[0-9a-f]{16}").isNotEqualTo(new Owner("bob").pseudonym());
  }

  private static RequestSpecification json(String secret, String body) {
    return with(secret).contentType(ContentType.JSON).body(body);
  }

  /** Nor is a secret told to anybody else: whatever is logged, at whatever level is on. */
  @Test
  void noSecretIsInTheLog() {
    try (LogLines log = LogLines.of("")) {
      String secret = key("anna", "edit");
      String session = sessionOf(secret);
      String link = link(secret, session, true);
      String token = provider.accessToken(Map.of());
      for (String one : new String[] {secret, link, token, secret + "x", link + "x", token + "x"}) {
        with(one).get("/api/sessions/{id}", session);
        given().contentType(ContentType.URLENC).formParam("key", one).post("/login");
        given().contentType(ContentType.JSON).body(Map.of("secret", one)).post("/api/shares/open");
      }

      assertThat(log.lines())
          .noneMatch(line -> line.contains(secret) || line.contains(link) || line.contains(token));
      assertThat(log.lines()).isNotEmpty();
    }
  }

  @Test
  void theFormSignsABrowserIn() {
    String secret = key("anna", "edit");
    String cookie =
        given()
            .redirects()
            .follow(false)
            .contentType(ContentType.URLENC)
            .formParam("key", secret)
            .post("/login")
            .then()
            .statusCode(303)
            .extract()
            .header("Set-Cookie");
    assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict").doesNotContain("Max-Age");
    given().cookie("chatbrush_key", secret).get("/api/me").then().statusCode(200);
    given()
        .contentType(ContentType.URLENC)
        .formParam("key", "wrong")
        .post("/login")
        .then()
        .statusCode(401);
  }
}
