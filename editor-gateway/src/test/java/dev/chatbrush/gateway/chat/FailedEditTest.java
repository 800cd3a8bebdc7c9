package dev.chatbrush.gateway.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.chatbrush.contracts.agent.RunEvent;
import dev.chatbrush.contracts.wire.WireErrors;
import dev.chatbrush.gateway.testing.FakeEdits;
import dev.chatbrush.gateway.testing.GatewayTest;
import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** What a chat says of an edit that fails, and what it leaves behind. */
@QuarkusTest
class FailedEditTest extends GatewayTest {

  @Test
  void refusesAMaskStepWithoutSelection() {
    String id = newSession(64, 48);

    say(id, "object_erase@")
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo("MASK_EMPTY"))
        .body("editId", notNullValue());
    assertThat(agent.runs()).isEmpty();
  }

  @Test
  void passesTheModelsCodeAndSentenceOn() {
    String id = newSession(64, 48);
    agent.running(
        call -> {
          throw WireErrors.of(
              Status.INVALID_ARGUMENT, "LOOK_UNKNOWN", "I can do winter and sepia.");
        });

    say(id, "spaceship")
        .statusCode(422)
        .body("code", equalTo("LOOK_UNKNOWN"))
        .body("type", equalTo("/problems/look-unknown"))
        .body("detail", equalTo("I can do winter and sepia."))
        .body("retryable", equalTo(false));
    session(id)
        .body("head", equalTo(1))
        .body("activeEdit", nullValue())
        .body("messages[1].problem.code", equalTo("LOOK_UNKNOWN"));
    agent.running(FakeEdits::invert);
    say(id, "winter").statusCode(200).body("head", equalTo(2));
  }

  @Test
  void keepsWhatWasFinishedBeforeAFailure() {
    String id = newSession(64, 48);
    agent.running(
        call -> {
          if (call.request().getStep().getTool().equals("sepia")) {
            throw WireErrors.of(Status.INTERNAL, "MODEL_FAILED", "Out of memory.");
          }
          FakeEdits.invert(call);
        });

    say(id, "winter sepia").statusCode(502).body("code", equalTo("MODEL_FAILED"));
    session(id).body("head", equalTo(2)).body("revisions.size()", equalTo(2));
  }

  @Test
  void refusesAResultOfAnotherSize() {
    String id = newSession(64, 48);
    agent.running(
        call ->
            call.send(
                RunEvent.newBuilder().setResult(FakeEdits.result(call).setWidth(65)).build()));

    say(id, "winter").statusCode(502).body("code", equalTo("RESULT_INVALID"));
    session(id).body("head", equalTo(1));
  }

  @Test
  void refusesAResultThatChangedWhatIsOutside() {
    String id = newSession(64, 48);
    selectSomething(id);
    agent.running(
        call ->
            call.send(
                RunEvent.newBuilder()
                    .setResult(FakeEdits.result(call).setOutsideChanged(3))
                    .build()));

    say(id, "winter@")
        .statusCode(502)
        .body("code", equalTo("RESULT_INVALID"))
        .body("outsideChanged", equalTo(3));
  }

  @Test
  void refusesADamagedResult() {
    String id = newSession(64, 48);
    agent.running(
        call -> {
          var result = FakeEdits.result(call);
          result.getPictureBuilder().setSha256("0".repeat(64));
          call.send(RunEvent.newBuilder().setResult(result).build());
        });

    say(id, "winter").statusCode(502).body("code", equalTo("RESULT_INVALID"));
  }

  @Test
  void refusesARunWithoutResult() {
    String id = newSession(64, 48);
    agent.running(call -> call.send(FakeEdits.started()));

    say(id, "winter").statusCode(502).body("code", equalTo("RESULT_INVALID"));
  }
}
