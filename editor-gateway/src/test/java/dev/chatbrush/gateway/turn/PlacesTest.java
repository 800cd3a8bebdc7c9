package dev.chatbrush.gateway.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.gateway.owner.Owner;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private static final Owner ANNA = new Owner("anna");
  private static final Owner BEN = new Owner("ben");

  @Test
  void oneOwnerLeavesOthersSome() {
    Places places = new Places(8, 6);

    assertThat(IntStream.range(0, 100).filter(time -> places.take(ANNA)).count()).isEqualTo(6);
    assertThat(places.take(BEN)).isTrue();
    assertThat(places.take(BEN)).isTrue();
    assertThat(places.take(BEN)).isFalse();
    places.give(ANNA);
    assertThat(places.take(BEN)).isTrue();
  }
}
