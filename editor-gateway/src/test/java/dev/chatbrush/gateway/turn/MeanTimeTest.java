package dev.chatbrush.gateway.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MeanTimeTest {
  private final MeanTime mean = new MeanTime();

  @Test
  void saysNothingBeforeTheFirst() {
    assertThat(mean.until(1, 4)).isNull();
  }

  @Test
  void followsWhatEditsTakeLately() {
    mean.add(TimeUnit.SECONDS.toNanos(10));
    assertThat(mean.until(1, 4)).isEqualTo(2.5);
    assertThat(mean.until(6, 4)).isEqualTo(15);

    mean.add(TimeUnit.SECONDS.toNanos(20));
    assertThat(mean.until(1, 1)).isEqualTo(12);
  }
}
