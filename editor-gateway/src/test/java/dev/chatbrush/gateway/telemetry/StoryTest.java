package dev.chatbrush.gateway.telemetry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.testing.LogLines;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * One line for each edit, its parts in Server-Timing, and what went wrong counted by whose it is.
 */
@QuarkusTest
class StoryTest extends GatewayTest {
  private static final String STORIES = EditStories.class.getName();

  @TestHTTPResource(value = "/", management = true)
  URI management;

  @Test
  void anEditIsOneLineWithoutItsWords() {
    String id = newSession(64, 48);
    List<String> lines;
    try (LogLines log = LogLines.of(STORIES)) {
      Response reply = say(id, "winter", "caller-7");

      assertThat(reply.statusCode()).isEqualTo(200);
      assertThat(reply.header("X-Request-Id")).isEqualTo("caller-7");
      assertThat(reply.header("Server-Timing"))
          .contains("queue;dur=", "plan;dur=", "transfer;dur=", "store;dur=", "total;dur=");
      lines = log.lines();
    }

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0))
        .containsPattern(" trace=[0-9a-f]{32} ")
        .containsPattern(
            "edit=\\S+ session=" + id + " owner=local request=caller-7 tool=winter model=\\S+/1 ")
        .containsPattern(" queue_ms=\\d+ plan_ms=\\d+ .*store_ms=\\d+ total_ms=\\d+ ")
        .contains("outcome=completed");
  }

  @Test
  void aRequestWithoutAnIdGetsTheTraces() {
    Response reply = given().header("X-Request-Id", "two words").get("/api/tools");

    assertThat(reply.header("traceresponse")).contains(reply.header("X-Request-Id"));
    assertThat(reply.header("X-Request-Id")).matches("[0-9a-f]{32}");
  }

  @Test
  void tellsApartWhoseFaultItIs() {
    String id = newSession(64, 48);
    double refused = count("chatbrush_edit_seconds_count{outcome=\"refused\"");
    double failed = count("chatbrush_edit_seconds_count{outcome=\"failed\"");
    double invalid = count("chatbrush_problems_total{code=\"VALIDATION_FAILED\",status=\"422\"}");
    try (LogLines log = LogLines.of(STORIES)) {
      say(id, "object_erase@", "a").then().statusCode(422);
      agent.running(
          call -> {
            throw new IllegalStateException("out of memory");
          });
      say(id, "winter", "b").then().statusCode(500);
      given()
          .contentType(ContentType.JSON)
          .body("{}")
          .post("/api/sessions/{id}/plan", id)
          .then()
          .statusCode(422);

      assertThat(log.lines().get(0)).contains("request=a ", "outcome=refused code=MASK_EMPTY");
      assertThat(log.lines().get(1)).contains("request=b ", "outcome=failed code=INTERNAL_ERROR");
    }

    assertThat(count("chatbrush_edit_seconds_count{outcome=\"refused\"")).isEqualTo(refused + 1);
    assertThat(count("chatbrush_edit_seconds_count{outcome=\"failed\"")).isEqualTo(failed + 1);
    assertThat(count("chatbrush_problems_total{code=\"VALIDATION_FAILED\",status=\"422\"}"))
        .isEqualTo(invalid + 1);
  }

  @Test
  void aClickThatWaitedForItsPictureIsCold() {
    String id = newSession(64, 48);
    double warm = count("chatbrush_selection_seconds_count{outcome=\"completed\",start=\"warm\"");

    selectSomething(id);

    assertThat(count("chatbrush_selection_seconds_count{outcome=\"completed\",start=\"warm\""))
        .isEqualTo(warm + 1);
  }

  private static Response say(String session, String text, String request) {
    return given()
        .header("X-Request-Id", request)
        .contentType(ContentType.JSON)
        .accept(ContentType.JSON)
        .body("{\"text\":\"%s\"}".formatted(text))
        .post("/api/sessions/{id}/messages", session);
  }

  /** The sum of all series that begin so. */
  private double count(String series) {
    return given()
        .get(management.resolve("/q/metrics"))
        .asString()
        .lines()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.split("} ")[1].split(" ")[0])) // no exemplar
        .sum();
  }
}
