package dev.chatbrush.gateway.edit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.chatbrush.gateway.api.RandomIds;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.journal.EditRecorder;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.testing.FakeEdits;
import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.SseReader;
import dev.chatbrush.gateway.write.Write;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Edits of gateways that are gone, and of one that was away for too long. */
@QuarkusTest
class InterruptedEditsTest extends GatewayTest {
  private static final String OTHER = "01AN4Z07BY79KA1307SR9X4MV3";

  @Inject Database database;
  @Inject EditRecorder recorder;
  @Inject InterruptedEdits interrupted;
  @Inject RandomIds ids;

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  @AfterEach
  void forgetTheOther() {
    released.countDown();
    execute("delete from gateway where id = '%s'".formatted(OTHER));
  }

  private void execute(String sql) {
    database.change(transaction -> transaction.handle().execute(sql));
  }

  private void otherRuns(String from, int seconds) {
    execute(
        "insert into gateway values ('%s', current_timestamp %s interval '%d' second)"
            .formatted(OTHER, from, seconds));
  }

  /** An edit that the other gateway carries out. */
  private String editOfTheOther(String session) {
    String edit = ids.next();
    Write write = Write.unconditional(new SessionId(session));
    EditRecorder.Asked asked =
        new EditRecorder.Asked("winter", List.of(), EditRequest.of("winter", null));
    database.change(transaction -> recorder.begin(transaction, write, edit, asked));
    execute("update edit set owner = '%s' where id = '%s'".formatted(OTHER, edit));
    return edit;
  }

  @Test
  void endsEditsOfAGatewayThatIsGone() {
    String id = newSession(64, 48);
    String edit = editOfTheOther(id);
    otherRuns("-", 1);
    session(id).body("activeEdit.editId", equalTo(edit));

    try (SseReader page = SseReader.get(events(id))) {
      interrupted.endAll();
      assertThat(page.next("problem").data().get("code").asText()).isEqualTo("EDIT_INTERRUPTED");
      assertThat(page.next("done").data().get("outcome").asText()).isEqualTo("failed");
    }

    session(id)
        .body("activeEdit", nullValue())
        .body("messages[1].problem.code", equalTo("EDIT_INTERRUPTED"));
    say(id, "winter").statusCode(200);
  }

  @Test
  void leavesEditsOfAGatewayThatRuns() {
    String id = newSession(64, 48);
    String edit = editOfTheOther(id);
    otherRuns("+", 60);

    interrupted.endAll();

    session(id).body("activeEdit.editId", equalTo(edit)).body("messages", hasSize(1));
    given()
        .contentType("application/json")
        .body("{\"text\":\"winter\"}")
        .post("/api/sessions/{id}/messages", id)
        .then()
        .statusCode(409)
        .body("code", equalTo("EDIT_RUNNING"));
  }

  @Test
  void leavesItsOwn() throws InterruptedException {
    String id = newSession(64, 48);
    agent.running(FakeEdits.waiting(begun, released));

    try (SseReader page = saying(id)) {
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      interrupted.endAll();
      released.countDown();

      assertThat(page.next("done").data().get("outcome").asText()).isEqualTo("completed");
    }
    session(id).body("head", equalTo(2));
  }

  @Test
  void storesNothingOfAnEditThatAnotherHasEnded() throws InterruptedException {
    String id = newSession(64, 48);
    agent.running(FakeEdits.waiting(begun, released));

    try (SseReader page = saying(id)) {
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      execute("update edit set owner = '%s' where session_id = '%s'".formatted(OTHER, id));
      interrupted.endAll();
      released.countDown();

      assertThat(page.next("problem").data().get("code").asText()).isEqualTo("EDIT_INTERRUPTED");
      assertThat(page.next("done").data().get("outcome").asText()).isEqualTo("failed");
    }
    session(id)
        .body("head", equalTo(1))
        .body("revisions", hasSize(1))
        .body("messages", hasSize(2))
        .body("activeEdit", nullValue());
  }

  private SseReader saying(String session) {
    return SseReader.post(
        root.resolve("/api/sessions/" + session + "/messages"), "{\"text\":\"winter\"}");
  }
}
