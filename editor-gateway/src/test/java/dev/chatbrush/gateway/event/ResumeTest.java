package dev.chatbrush.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.gateway.testing.GatewayTest;
import dev.chatbrush.gateway.testing.SseReader;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A line that broke off is taken up where it was. */
@QuarkusTest
class ResumeTest extends GatewayTest {
  @Inject EventHub hub;

  @Test
  void tellsWhatWasMissedAndThenWhatHappens() {
    String id = newSession(64, 48);
    selectSomething(id);
    String before;
    try (SseReader page = SseReader.get(events(id))) {
      before = page.next("reset").id();
    }
    say(id, "winter").statusCode(200);

    try (SseReader page = SseReader.get(events(id), before)) {
      List<SseReader.Event> missed = numbered(page.until("done"));
      assertThat(missed)
          .extracting(SseReader.Event::name)
          .containsExactly("accepted", "plan", "step", "selection", "revision", "message", "done");
      assertThat(missed)
          .extracting(event -> Long.parseLong(event.id()) - Long.parseLong(before))
          .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
      assertThat(missed.get(3).data().get("selection").isNull()).isTrue();

      post(id, "undo").statusCode(200);
      assertThat(numbered(page.until("selection")))
          .extracting(SseReader.Event::name)
          .containsExactly("head", "selection");
    }
  }

  @Test
  void isToldToComeBackBeforeTheGatewayStops() {
    String id = newSession(64, 48);
    try (SseReader page = SseReader.get(events(id))) {
      page.next("reset");

      hub.leave(null);

      assertThat(page.next("reconnect").id()).isNull();
      assertThat(page.ended()).isTrue();
    }
  }

  /** How the services are may be told in between. */
  private static List<SseReader.Event> numbered(List<SseReader.Event> events) {
    return events.stream().filter(event -> event.id() != null).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"7777", "none", "-1"})
  void hasReadAnewWhoNamesWhatWasNeverTold(String lastEventId) {
    String id = newSession(64, 48);
    selectSomething(id);

    try (SseReader page = SseReader.get(events(id), lastEventId)) {
      SseReader.Event first = page.next();
      assertThat(first.name()).isEqualTo("reset");
      assertThat(first.id()).isEqualTo(first.data().get("last").asText());
    }
  }
}
