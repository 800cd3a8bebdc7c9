package dev.chatbrush.gateway.chat;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.chatbrush.gateway.testing.FakeEdits;
import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.SseReader;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who says something and does not wait follows the edit by the session's events, as pages do. */
@QuarkusTest
class FollowingTest extends GatewayTest {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  private static String begin(String session, String prefer) {
    return given()
        .contentType(ContentType.JSON)
        .accept(ContentType.JSON)
        .header("Prefer", prefer)
        .body("{\"text\":\"winter\"}")
        .post("/api/sessions/{id}/messages", session)
        .then()
        .statusCode(202)
        .header("Preference-Applied", equalTo("respond-async"))
        .extract()
        .path("editId");
  }

  @ParameterizedTest
  @ValueSource(strings = {"respond-async", "return=minimal, Respond-Async"})
  void answersAtOnceAndTellsByTheEvents(String prefer) {
    String id = newSession(64, 48);

    try (SseReader page = SseReader.get(events(id))) {
      String editId = begin(id, prefer);

      SseReader.Event done = page.next("done");
      assertThat(done.data().get("editId").asText()).isEqualTo(editId);
      assertThat(done.data().get("outcome").asText()).isEqualTo("completed");
    }
  }

  @Test
  void refusesAtOnceWhatItCannotBegin() throws InterruptedException {
    String id = newSession(64, 48);
    agent.running(FakeEdits.waiting(begun, released));
    begin(id, "respond-async");
    begun.await();

    given()
        .contentType(ContentType.JSON)
        .header("Prefer", "respond-async")
        .body("{\"text\":\"sepia\"}")
        .post("/api/sessions/{id}/messages", id)
        .then()
        .statusCode(409)
        .body("code", equalTo("EDIT_RUNNING"));
    released.countDown();
  }

  @Test
  void whoComesLateIsToldWhereTheEditStands() throws InterruptedException {
    String id = newSession(64, 48);
    agent.running(FakeEdits.waiting(begun, released));

    try (SseReader early = SseReader.get(events(id))) {
      begin(id, "respond-async");
      early.next("preview");
      try (SseReader late = SseReader.get(events(id))) {
        List<SseReader.Event> standing = late.until("preview");
        assertThat(standing)
            .extracting(SseReader.Event::name)
            .containsExactly("reset", "accepted", "plan", "step", "progress", "preview");
        released.countDown();
        assertThat(late.next("done").data()).isEqualTo(early.next("done").data());
      }
    }
  }
}
