package dev.chatbrush.gateway.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.gateway.api.SessionId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarTest {
  private static final SessionId SESSION = new SessionId("01ARZ3NDEKTSV4RRFFQ69G5FAV");

  private final List<Signal> heard = new ArrayList<>();
  private final Ear ear = new Ear(() -> null, "me", heard::add, () -> {});

  @Test
  void isNotDeafAfterWhatCannotBeRead() {
    Signal good = new Signal(Signal.Kind.STORED, "other", SESSION, "7");

    ear.hear("STORED other no-session 6");
    ear.hear(good.wire());

    assertThat(heard).containsExactly(good);
  }

  @Test
  void passesOverItsOwn() {
    ear.hear(new Signal(Signal.Kind.STORED, "me", SESSION, "7").wire());

    assertThat(heard).isEmpty();
  }
}
