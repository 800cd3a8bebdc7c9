package dev.chatbrush.gateway.journal;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.testing.GatewayTest;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InterruptedEditsTest extends GatewayTest {
  @Inject EditRecorder recorder;
  @Inject InterruptedEdits interrupted;

  @Test
  void endsEditsThatARestartCutOff() {
    String id = newSession(64, 48);
    EditRow cutOff =
        new EditRow(
            "01AN4Z07BY79KA1307SR9X4MV3",
            new SessionId(id),
            EditOutcome.RUNNING,
            Instant.EPOCH,
            null,
            null,
            null);
    recorder.begin(cutOff, "winter");
    session(id).body("activeEdit.editId", equalTo(cutOff.id()));

    interrupted.end(new StartupEvent());

    session(id)
        .body("activeEdit", nullValue())
        .body("messages[1].problem.code", equalTo("EDIT_INTERRUPTED"));
    say(id, "winter").statusCode(200);
  }
}
