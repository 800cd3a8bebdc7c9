package dev.chatbrush.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeldLeaseTest {
  private final HeldLease lease = new HeldLease(10);

  private boolean after(int... moments) {
    for (int moment : moments) {
      lease.renewed(moment);
    }
    return lease.isLong();
  }

  @Test
  void isLongOnceItHasBeenHeldForAWholeLength() {
    assertThat(lease.isLong()).isFalse();
    assertThat(after(-4, -2, 0, 2, 4)).isFalse();
    assertThat(after(6)).isTrue();
  }

  @Test
  void beginsAnewAfterAGapInWhichOthersLeasesMayHaveEnded() {
    assertThat(after(0, 2, 4, 6, 8, 10, 12)).isTrue();
    assertThat(after(18)).as("six without a sign").isFalse();
    assertThat(after(20, 22, 24, 26)).isFalse();
    assertThat(after(28)).isTrue();
  }
}
