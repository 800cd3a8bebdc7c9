package dev.chatbrush.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.chatbrush.gateway.testing.Images;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of sessions where there are several owners. */
@QuarkusTest
@TestProfile(LoginRequired.class)
class LifeOwnersTest extends LoginTest {
  private String anna;
  private String ben;
  private String annas;

  @BeforeEach
  void begin() {
    anna = key("anna-of-life", "read", "edit");
    ben = key("ben-of-life", "read", "edit");
    annas = sessionOf(anna);
  }

  private static List<String> listed(String secret) {
    return with(secret).get("/api/sessions").then().statusCode(200).extract().path("sessions.id");
  }

  @Test
  void everybodySeesTheirOwn() {
    String bens = sessionOf(ben);

    assertThat(listed(anna)).contains(annas).doesNotContain(bens);
    assertThat(listed(ben)).contains(bens).doesNotContain(annas);
  }

  @Test
  void whatIsTakenInBelongsToWhoTakesItIn() {
    byte[] file = with(anna).get("/api/sessions/{id}/export", annas).asByteArray();

    String bens =
        with(ben)
            .multiPart("file", "session.zip", file, "application/zip")
            .post("/api/sessions/import")
            .then()
            .statusCode(201)
            .extract()
            .path("id");

    assertThat(listed(ben)).contains(bens);
    with(anna).get("/api/sessions/{id}", bens).then().statusCode(404);
  }

  private void say(String secret, String session, String json, int status) {
    with(secret)
        .contentType(ContentType.JSON)
        .body(json)
        .post("/api/sessions/{id}/messages", session)
        .then()
        .statusCode(status);
  }

  @Test
  void nobodyRunsAnothersEditAgain() {
    say(anna, annas, "{\"text\":\"winter\"}", 200);
    String bens = sessionOf(ben);

    say(
        ben,
        bens,
        "{\"text\":\"again\",\"replay\":{\"session\":\"%s\",\"revision\":2}}".formatted(annas),
        404);
    with(ben)
        .multiPart("image", "a.png", Images.png(8, 8, 1), "image/png")
        .multiPart("session", annas)
        .multiPart("revision", "2")
        .post("/api/batches")
        .then()
        .statusCode(404)
        .body("code", equalTo("SESSION_NOT_FOUND"));
  }

  @Test
  void aBatchAndWhatItMakesAreItsOwners() throws InterruptedException {
    say(anna, annas, "{\"text\":\"winter\"}", 200);
    String batch =
        with(anna)
            .multiPart("image", "a.png", Images.png(20, 16, 1), "image/png")
            .multiPart("session", annas)
            .multiPart("revision", "2")
            .post("/api/batches")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    String state = "running";
    for (int i = 0; i < 400 && state.equals("running"); i++) {
      Thread.sleep(50);
      state = with(anna).get("/api/batches/{id}", batch).path("state");
    }

    assertThat(state).isEqualTo("completed");
    with(ben).get("/api/batches/{id}", batch).then().statusCode(404);
    with(ben).get("/api/batches/{id}/zip", batch).then().statusCode(404);
    with(ben).post("/api/batches/{id}/cancel", batch).then().statusCode(404);
    with(ben).delete("/api/batches/{id}", batch).then().statusCode(404);
    String made = with(anna).get("/api/batches/{id}", batch).path("pictures[0].session");
    assertThat(listed(anna)).contains(made);
    with(ben).get("/api/sessions/{id}", made).then().statusCode(404);
  }

  @Test
  void aLinkToEditDeletesNothing() {
    String link = link(anna, annas, true);

    with(link).delete("/api/sessions/{id}", annas).then().statusCode(404);
    with(link).get("/api/sessions/{id}/export", annas).then().statusCode(404);
    with(link).get("/api/sessions").then().statusCode(401);
    with(anna).delete("/api/sessions/{id}", annas).then().statusCode(204);
    with(link).get("/api/sessions/{id}", annas).then().statusCode(404);
  }
}
