package dev.chatbrush.gateway.journal;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.storage.Database;
import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.write.Write;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InterruptedEditsTest extends GatewayTest {
  @Inject Database database;
  @Inject EditRecorder recorder;
  @Inject InterruptedEdits interrupted;

  @Test
  void endsEditsThatARestartCutOff() {
    String id = newSession(64, 48);
    Write write = Write.unconditional(new SessionId(id));
    database.change(
        tx ->
            recorder.begin(
                tx,
                write,
                "01AN4Z07BY79KA1307SR9X4MV3",
                new EditRecorder.Asked("winter", List.of())));
    session(id).body("activeEdit.editId", equalTo("01AN4Z07BY79KA1307SR9X4MV3"));

    interrupted.end(new StartupEvent());

    session(id)
        .body("activeEdit", nullValue())
        .body("messages[1].problem.code", equalTo("EDIT_INTERRUPTED"));
    say(id, "winter").statusCode(200);
  }
}
