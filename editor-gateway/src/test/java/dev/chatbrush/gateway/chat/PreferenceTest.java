package dev.chatbrush.gateway.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferenceTest {
  private static final Duration LONGEST = Duration.ofSeconds(50);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "respond-async | 0 | respond-async",
        "wait=5 | 5 | wait=5",
        "WAIT = \"5\"; foo=bar | 5 | wait=5",
        "wait=5, Respond-Async | 5 | respond-async, wait=5",
        "wait=3, wait=5 | 3 | wait=3",
        "wait=100 | 50 | wait=50",
        "wait=0 | 0 | wait=0",
        "wait=soon | 50 | ",
        "return=minimal | 50 | ",
        "respond-asynchronously | 50 | ",
      })
  void readsWhatTheCallerWants(String header, long seconds, String applied) {
    Preference preference = Preference.of(List.of(header));

    assertThat(preference.patience(LONGEST)).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(preference.applied(LONGEST)).isEqualTo(Optional.ofNullable(applied));
  }

  @Test
  void readsSeveralHeadersAsOne() {
    assertThat(Preference.of(List.of("handling=strict", "wait=4")).patience(LONGEST))
        .isEqualTo(Duration.ofSeconds(4));
    assertThat(Preference.of(List.of()).patience(LONGEST)).isEqualTo(LONGEST);
  }
}
