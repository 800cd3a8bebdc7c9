package dev.chatbrush.gateway.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;

import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.Images;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A session's tag tells its states apart, and changes may be tied to one. */
@QuarkusTest
class EntityTagTest extends GatewayTest {

  private static String tag(String id) {
    return given().get("/api/sessions/{id}", id).then().statusCode(200).extract().header("ETag");
  }

  @Test
  void changesWithEachChange() {
    String id = newSession(64, 48);
    Set<String> tags = new LinkedHashSet<>();
    tags.add(tag(id));
    selectSomething(id);
    tags.add(tag(id));
    given().delete("/api/sessions/{id}/selection", id).then().statusCode(204);
    tags.add(tag(id));
    say(id, "winter").statusCode(200);
    tags.add(tag(id));
    String undone = post(id, "undo").extract().header("ETag");
    tags.add(undone);

    assertThat(tags).hasSize(5).allMatch(tag -> tag.matches("\"\\d+\""));
    assertThat(tag(id)).isEqualTo(undone);
    given().delete("/api/sessions/{id}/selection", id).then().statusCode(204);
    assertThat(tag(id)).as("nothing was selected").isEqualTo(undone);
  }

  @Test
  void sendsNothingToWhoHasIt() {
    String id = newSession(64, 48);
    String tag = tag(id);

    given()
        .header("If-None-Match", "\"0\", W/" + tag)
        .get("/api/sessions/{id}", id)
        .then()
        .statusCode(304)
        .header("ETag", equalTo(tag))
        .body(emptyString());
    given().header("If-None-Match", "\"0\"").get("/api/sessions/{id}", id).then().statusCode(200);
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change("undo", (request, id) -> request.post("/api/sessions/{id}/undo", id)),
        change("reset", (request, id) -> request.post("/api/sessions/{id}/reset", id)),
        change(
            "head",
            (request, id) ->
                request
                    .contentType(ContentType.JSON)
                    .body("{\"number\":1}")
                    .put("/api/sessions/{id}/head", id)),
        change(
            "message",
            (request, id) ->
                request
                    .contentType(ContentType.JSON)
                    .body("{\"text\":\"sepia\"}")
                    .post("/api/sessions/{id}/messages", id)),
        change(
            "select",
            (request, id) ->
                request
                    .contentType(ContentType.JSON)
                    .body("{\"points\":[{\"x\":20,\"y\":20}]}")
                    .put("/api/sessions/{id}/selection", id)),
        change(
            "mask",
            (request, id) ->
                request
                    .contentType("image/png")
                    .body(Images.png(64, 48, 1))
                    .put("/api/sessions/{id}/selection/mask.png", id)),
        change(
            "rle",
            (request, id) ->
                request
                    .contentType(ContentType.JSON)
                    .body("{\"size\":[48,64],\"counts\":[0,3072]}")
                    .put("/api/sessions/{id}/selection/rle", id)),
        change("clear", (request, id) -> request.delete("/api/sessions/{id}/selection", id)));
  }

  private static Arguments change(
      String name, BiFunction<RequestSpecification, String, Response> call) {
    return Arguments.of(name, call);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void isMadeOnlyOnTheStateThatTheCallerSaw(
      String name, BiFunction<RequestSpecification, String, Response> call) {
    String id = newSession(64, 48);
    String seen = tag(id);
    say(id, "winter").statusCode(200);
    String now = tag(id);

    call.apply(given().accept(ContentType.JSON).header("If-Match", seen), id)
        .then()
        .statusCode(412)
        .contentType("application/problem+json")
        .body("code", equalTo("PRECONDITION_FAILED"))
        .body("etag", equalTo(now));
    assertThat(tag(id)).isEqualTo(now);
    Response made =
        call.apply(given().accept(ContentType.JSON).header("If-Match", seen + ", " + now), id);
    assertThat(made.statusCode()).as(made.asString()).isBetween(200, 204);
  }

  @Test
  void anyStateWillDoForAStar() {
    String id = newSession(64, 48);
    say(id, "winter").statusCode(200);

    given().header("If-Match", "*").post("/api/sessions/{id}/undo", id).then().statusCode(200);
    given()
        .header("If-Match", "*")
        .post("/api/sessions/01AN4Z07BY79KA1307SR9X4MV3/undo")
        .then()
        .statusCode(404);
  }
}
