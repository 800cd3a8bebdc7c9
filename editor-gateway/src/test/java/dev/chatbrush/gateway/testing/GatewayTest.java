package dev.chatbrush.gateway.testing;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;

/** What tests against the running gateway share: the fakes, and the usual calls. */
@QuarkusTestResource(FakeServices.class)
public abstract class GatewayTest {
  protected FakeMask mask;
  protected FakeAgent agent;
  protected FakeMemory memory;

  @TestHTTPResource("/")
  protected URI root;

  @Inject CircuitBreakerMaintenance breakers;

  @BeforeEach
  final void resetFakes() {
    breakers.resetAll();
    mask.reset();
    agent.reset();
  }

  /** Where a session tells its events. */
  protected URI events(String session) {
    return root.resolve("/api/sessions/" + session + "/events");
  }

  /** A session of a fresh picture; its id. */
  protected static String newSession(int width, int height) {
    byte[] png = Images.png(width, height, (int) System.nanoTime());
    return given()
        .multiPart("image", "photo.png", png, "image/png")
        .post("/api/sessions")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  protected static ValidatableResponse select(String session, String json) {
    return given()
        .contentType(ContentType.JSON)
        .body(json)
        .put("/api/sessions/{id}/selection", session)
        .then();
  }

  /** A point in the middle of a 64 × 48 picture. */
  protected static void selectSomething(String session) {
    select(session, "{\"points\":[{\"x\":20,\"y\":20}]}").statusCode(200);
  }

  protected static ValidatableResponse say(String session, String text) {
    return given()
        .contentType(ContentType.JSON)
        .accept(ContentType.JSON)
        .body("{\"text\":\"%s\"}".formatted(text))
        .post("/api/sessions/{id}/messages", session)
        .then();
  }

  protected static ValidatableResponse post(String session, String what) {
    return given().post("/api/sessions/{id}/" + what, session).then();
  }

  protected static ValidatableResponse session(String session) {
    return given().get("/api/sessions/{id}", session).then().statusCode(200);
  }
}
