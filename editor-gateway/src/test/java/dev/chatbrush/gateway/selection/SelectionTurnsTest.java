package dev.chatbrush.gateway.selection;

import static dev.chatbrush.gateway.testing.Failures.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.gateway.api.SessionId;
import org.junit.jupiter.api.Test;

class SelectionTurnsTest {
  private static final SessionId SESSION = new SessionId("01AN4Z07BY79KA1307SR9X4MV3");

  private final SelectionTurns turns = new SelectionTurns();

  @Test
  void numbersThoseThatBringNoNumber() {
    assertThat(turns.begin(SESSION, null, 0).sequence()).isEqualTo(1);
    assertThat(turns.begin(SESSION, null, 0).sequence()).isEqualTo(2);
  }

  @Test
  void goesOnFromWhatIsStored() {
    assertThat(turns.begin(SESSION, null, 41).sequence()).isEqualTo(42);
  }

  @Test
  void ticketsRiseWhateverTheClientSends() {
    long first = turns.begin(SESSION, 7L, 0).ticket();
    turns.clear(SESSION);

    assertThat(turns.begin(SESSION, 1L, 0).ticket()).isGreaterThan(first);
  }

  @Test
  void takesTheSameNumberAgain() {
    turns.begin(SESSION, 7L, 0);

    assertThat(turns.begin(SESSION, 7L, 0).sequence()).isEqualTo(7);
  }

  @Test
  void refusesAnOlderOne() {
    turns.begin(SESSION, 7L, 0);

    assertThatThrownBy(() -> turns.begin(SESSION, 6L, 0)).has(code("SELECTION_STALE"));
  }

  @Test
  void dropsWhatComesAfterAClear() {
    SelectionTurns.Turn turn = turns.begin(SESSION, 1L, 0);
    turns.clear(SESSION);

    assertThatThrownBy(() -> turns.finish(SESSION, turn, () -> {})).has(code("SELECTION_STALE"));
  }
}
