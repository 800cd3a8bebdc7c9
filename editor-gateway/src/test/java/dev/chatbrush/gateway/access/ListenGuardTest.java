package dev.chatbrush.gateway.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenGuardTest {

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.168.1.5", "::", "example.org", ""})
  void refusesToListenForStrangers(String host) {
    assertThatThrownBy(() -> ListenGuard.require(host, false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("listen on " + host)
        .hasMessageContaining("chatbrush.login.required=true")
        .hasMessageContaining("chatbrush.access.allow-anonymous=true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.1.2.3"})
  void listensOnThisMachine(String host) {
    assertThatCode(() -> ListenGuard.require(host, false)).doesNotThrowAnyException();
  }

  @Test
  void listensAnywhereWhenTold() {
    assertThatCode(() -> ListenGuard.require("0.0.0.0", true)).doesNotThrowAnyException();
  }
}
