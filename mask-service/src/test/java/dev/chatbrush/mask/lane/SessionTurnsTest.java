package dev.chatbrush.mask.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.mask.problem.MaskProblem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTurnsTest {
  private final SessionTurns turns = new SessionTurns();
  private final List<String> problems = new ArrayList<>();

  @Test
  void aNewerRequestEndsTheOlderOne() {
    Call older = call();
    older.onEnd(turns.take("s", 1, older));

    Call newer = call();
    newer.onEnd(turns.take("s", 2, newer));

    assertThat(problems).containsExactly("SELECTION_STALE");
    newer.complete(() -> problems.add("newer done"));
    assertThat(problems).containsExactly("SELECTION_STALE", "newer done");
  }

  @Test
  void anOlderRequestThatComesLateIsRefused() {
    Call newer = call();
    newer.onEnd(turns.take("s", 7, newer));

    assertThatThrownBy(() -> turns.take("s", 6, call()))
        .isInstanceOfSatisfying(
            MaskProblem.class, e -> assertThat(e.code()).isEqualTo("SELECTION_STALE"));
  }

  @Test
  void countingMayBeginAnewOnceNothingIsInFlight() {
    Call first = call();
    first.onEnd(turns.take("s", 7, first));
    first.complete(() -> {});

    Call second = call();
    second.onEnd(turns.take("s", 1, second));

    assertThat(problems).isEmpty();
  }

  @Test
  void sessionsDoNotDisturbEachOther() {
    Call one = call();
    one.onEnd(turns.take("a", 1, one));
    Call other = call();
    other.onEnd(turns.take("b", 2, other));
    Call alone = call();
    alone.onEnd(turns.take("", 0, alone));

    assertThat(problems).isEmpty();
  }

  private Call call() {
    return new Call(problem -> problems.add(((MaskProblem) problem).code()));
  }
}
