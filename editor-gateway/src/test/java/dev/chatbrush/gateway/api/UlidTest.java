package dev.chatbrush.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UlidTest {
  private static final Clock FROZEN =
      Clock.fixed(Instant.ofEpochMilli(1_469_918_176_385L), ZoneOffset.UTC);

  @Test
  void encodesTheTimeAsTheSpecificationDoes() {
    assertThat(new Ulid(FROZEN).next()).startsWith("01ARYZ6S41"); // its example for this moment
  }

  @Test
  void risesWithinAMillisecond() {
    Ulid ids = new Ulid(FROZEN);
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      made.add(ids.next());
    }

    assertThat(made).isSorted().doesNotHaveDuplicates().allMatch(Ulid::isUlid);
  }

  @Test
  void refusesOtherForms() {
    assertThat(Ulid.isUlid(null)).isFalse();
    assertThat(Ulid.isUlid("01arz3ndektsv4rrffq69g5fav")).isFalse();
    assertThat(Ulid.isUlid("81ARZ3NDEKTSV4RRFFQ69G5FAV")).isFalse(); // more than 48 bits of time
    assertThat(Ulid.isUlid("01ARZ3NDEKTSV4RRFFQ69G5FA")).isFalse();
    assertThat(Ulid.isUlid("01ARZ3NDEKTSV4RRFFQ69G5FAV/..")).isFalse();
  }
}
