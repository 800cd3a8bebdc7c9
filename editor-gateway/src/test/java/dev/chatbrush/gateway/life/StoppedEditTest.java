package dev.chatbrush.gateway.life;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.edit.EditJobs;
import dev.chatbrush.gateway.event.EventHub;
import dev.chatbrush.gateway.journal.EditStore;
import dev.chatbrush.gateway.journal.StopRequests;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.write.WriteConditions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A session is deleted whose edit runs at another gateway. */
@QuarkusTest
class StoppedEditTest extends GatewayTest {
  @Inject Database database;
  @Inject LifeStore store;
  @Inject EditStore edits;
  @Inject EditJobs jobs;
  @Inject UnusedPictures unused;
  @Inject EventHub hub;

  /** A session whose rows say that its edit runs, as they do where it runs elsewhere. */
  private void runs(String session, String edit) {
    database.change(
        tx -> {
          tx.handle()
              .execute("update edit set state = 'running', finished_at = null where id = ?", edit);
          tx.handle().execute("update session set active_edit = ? where id = ?", edit, session);
        });
  }

  @Test
  void isToldToTheGatewayThatRunsIt() {
    String id = newSession(64, 48);
    say(id, "winter").statusCode(200);
    String edit = session(id).extract().path("messages[0].editId");
    runs(id, edit);
    List<String> asked = new ArrayList<>();
    StopRequests stops =
        new StopRequests(null, null, null) {
          @Override
          public boolean ask(SessionId session, String editId) {
            asked.add(session + " " + editId);
            return true;
          }
        };

    new LifeService(database, store, edits, jobs, stops, unused, hub)
        .delete(new SessionId(id), WriteConditions.NONE);

    assertThat(asked).containsExactly(id + " " + edit);
    given().get("/api/sessions/{id}", id).then().statusCode(404);
  }
}
