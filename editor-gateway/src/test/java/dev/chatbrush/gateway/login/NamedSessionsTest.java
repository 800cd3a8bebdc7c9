package dev.chatbrush.gateway.login;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A session that a body names, and no parameter: no mapper asks whose it is. */
@QuarkusTest
@TestProfile(LoginRequired.class)
class NamedSessionsTest extends LoginTest {

  private static ValidatableResponse again(
      String secret, String session, String other, String accept) {
    return with(secret)
        .contentType(ContentType.JSON)
        .accept(accept)
        .body(Map.of("text", "again", "replay", Map.of("session", other, "revision", 1)))
        .post("/api/sessions/{id}/messages", session)
        .then();
  }

  @Test
  void anEditIsRunAgainFromNobodyElsesSession() {
    String anna = key("anna", "edit");
    String annas = sessionOf(anna);
    String ben = key("ben", "edit");
    String bens = sessionOf(ben);

    for (String accept : List.of("application/json", "text/event-stream")) {
      again(ben, bens, annas, accept).statusCode(404).body("code", equalTo("SESSION_NOT_FOUND"));
    }
    again(anna, sessionOf(anna), annas, "application/json")
        .statusCode(422)
        .body("code", equalTo("RECIPE_MISSING"));
  }

  /** Who adds a body that names a session asks SessionAccess, and tells it here. */
  @Test
  void noOtherBodyNamesOne() {
    Map<String, Object> schemas =
        given()
            .queryParam("format", "json")
            .get("/q/openapi")
            .jsonPath()
            .getMap("components.schemas");

    assertThat(schemas.keySet().stream().filter(name -> names(schemas.get(name))))
        .containsExactly("Replay");
  }

  private static boolean names(Object schema) {
    return schema.toString().contains("#/components/schemas/SessionId");
  }
}
