package dev.chatbrush.gateway.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.chatbrush.gateway.testing.GatewayTest;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an address says it knows is what it knows. */
@QuarkusTest
class RoutesTest extends GatewayTest {
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH");

  /** Every address of the description, with each method. */
  @Test
  void sayWhatTheyKnow() {
    Map<String, Map<String, Object>> paths =
        given().queryParam("format", "json").get("/q/openapi").path("paths");
    List<String> wrong = new ArrayList<>();
    paths.forEach(
        (template, operations) -> {
          String path = template.replaceAll("\\{[^}]*}", "nobody");
          TreeSet<String> known = new TreeSet<>(List.of("OPTIONS"));
          operations.keySet().stream()
              .map(method -> method.toUpperCase(Locale.ROOT))
              .filter(METHODS::contains)
              .forEach(known::add);
          if (known.contains("GET")) {
            known.add("HEAD");
          }
          String allowed = String.join(", ", known);
          if (!allowed.equals(
              given().options(path).then().statusCode(204).extract().header("Allow"))) {
            wrong.add("OPTIONS " + template);
          }
          METHODS.stream()
              .filter(method -> !known.contains(method))
              .filter(
                  method -> {
                    var reply = given().request(method, path);
                    return reply.statusCode() != 405 || !allowed.equals(reply.header("Allow"));
                  })
              .forEach(method -> wrong.add(method + " " + template));
        });

    assertThat(paths).hasSizeGreaterThan(15);
    assertThat(wrong).isEmpty();
  }

  @Test
  void refuseAMethodWithAProblem() {
    given()
        .delete("/api/status")
        .then()
        .statusCode(405)
        .contentType("application/problem+json")
        .header("Allow", "GET, HEAD, OPTIONS")
        .body("code", equalTo("METHOD_NOT_ALLOWED"));
  }

  /** A form too, which only some methods bring. */
  @Test
  void refuseAMethodWhateverComesWithIt() {
    given()
        .multiPart("image", "a.png", new byte[] {1, 2, 3})
        .request("TRACE", "/api/sessions")
        .then()
        .statusCode(405)
        .header("Allow", "GET, HEAD, OPTIONS, POST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "TRACE"})
  void onlyReadTheDescription(String method) {
    given()
        .request(method, "/q/openapi")
        .then()
        .statusCode(405)
        .contentType("application/problem+json")
        .header("Allow", "GET, HEAD, OPTIONS")
        .body("code", equalTo("METHOD_NOT_ALLOWED"));
    given().head("/q/openapi").then().statusCode(200);
    given().options("/q/openapi").then().statusCode(204).header("Allow", "GET, HEAD, OPTIONS");
  }

  @Test
  void takeNumbersAsPreciseAsProgramsWriteThem() {
    String session = newSession(64, 48);
    selectSomething(session);

    given()
        .get(
            "/api/sessions/" + session + "/selection/overlay.png?opacity=0.2585914844489899&color=")
        .then()
        .statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "selection?contours=yes",
        "selection/overlay.png?opacity=NaN",
        "selection/overlay.png?opacity=0x1p3",
        "revisions/1/image?maxSide=big",
        "revisions/1/image?maxSide=9999999999",
        "revisions/1/image?maxSide=99999999999"
      })
  void readTheQueryAsJson(String call) {
    given()
        .get("/api/sessions/" + newSession(8, 8) + "/" + call)
        .then()
        .statusCode(422)
        .body("code", equalTo("VALIDATION_FAILED"));
  }
}
