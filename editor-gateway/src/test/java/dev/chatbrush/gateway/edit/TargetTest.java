package dev.chatbrush.gateway.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.chatbrush.contracts.agent.RunRequest;
import dev.chatbrush.contracts.mask.Selection;
import dev.chatbrush.contracts.wire.WireErrors;
import dev.chatbrush.gateway.testing.GatewayTest;
import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a step works on: the selection, the subject or the background. */
@QuarkusTest
class TargetTest extends GatewayTest {
  private RunRequest lastRun() {
    return agent.runs().get(agent.runs().size() - 1);
  }

  private Selection.Subject lastSubject() {
    return mask.requests().get(mask.requests().size() - 1).getSelection().getSubject();
  }

  @Test
  void findsTheBackgroundWhereNothingIsSelected() {
    String id = newSession(64, 48);

    say(id, "photo_looks@background")
        .statusCode(200)
        .body("plan.steps[0].target", equalTo("background"))
        .body("revisions[0].recipe.usesMask", equalTo(true));

    assertThat(lastSubject()).isEqualTo(Selection.Subject.BACKGROUND);
    assertThat(lastRun().getMask().getCountsList()).startsWith(8);
    assertThat(lastRun().getMaskDrawn()).isFalse();
  }

  @Test
  void theSelectionIsTheSubjectWhereThereIsOne() {
    String id = newSession(64, 48);
    selectSomething(id);
    int asked = mask.requests().size();

    say(id, "photo_looks@subject").statusCode(200);

    assertThat(mask.requests()).hasSize(asked);
    assertThat(lastRun().hasMask()).isTrue();
  }

  @Test
  void theRestIsAllButTheSelection() {
    String id = newSession(64, 48);
    selectSomething(id);

    say(id, "photo_looks@rest").statusCode(200).body("plan.steps[0].target", equalTo("rest"));

    List<Integer> runs = lastRun().getMask().getCountsList();
    int area = 0;
    for (int i = 1; i < runs.size(); i += 2) {
      area += runs.get(i);
    }
    assertThat(area).isEqualTo(64 * 48 - 64);
  }

  @Test
  void theRestOfNothingIsAsked() {
    String id = newSession(64, 48);

    say(id, "photo_looks@rest").statusCode(422).body("code", equalTo("MASK_EMPTY"));
  }

  @Test
  void saysWhenNothingStandsOut() {
    String id = newSession(64, 48);
    mask.before(
        request -> {
          throw WireErrors.of(Status.INVALID_ARGUMENT, "SUBJECT_NOT_FOUND", "click the thing");
        });

    say(id, "photo_looks@subject")
        .statusCode(422)
        .body("code", equalTo("SUBJECT_NOT_FOUND"))
        .body("detail", containsString("click"));

    session(id).body("revisions.size()", equalTo(1));
  }
}
