package dev.chatbrush.gateway.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.gateway.api.SessionId;
import org.junit.jupiter.api.Test;

class SignalTest {
  private static final SessionId SESSION = new SessionId("01ARZ3NDEKTSV4RRFFQ69G5FAV");

  @Test
  void isReadAsItWasTold() {
    Signal told = new Signal(Signal.Kind.PASSING, "me", SESSION, "progress {\"step\": 3}");

    assertThat(Signal.read(told.wire())).contains(told);
  }

  @Test
  void ofANewerGatewayIsPassedOver() {
    assertThat(Signal.read("TELEPATHY me 01ARZ3NDEKTSV4RRFFQ69G5FAV x")).isEmpty();
    assertThat(Signal.read("STORED")).isEmpty();
  }

  @Test
  void isNoLongerThanPostgresqlTakes() {
    assertThatThrownBy(() -> new Signal(Signal.Kind.PASSING, "me", SESSION, "한".repeat(2700)))
        .hasMessageContaining("at most 7999 bytes");
  }
}
