package dev.chatbrush.mask.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.contracts.mask.Mask;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Masks that agree with their clicks. */
@QuarkusTest
class AgreementCallTest extends GridCallTestCase {
  @Test
  void aCandidateThatHoldsAllClicksStandsInForTheFirstChoice() {
    triton
        .decoder()
        .behaves(call -> reply(call, cells(MOST), cells(MOST), cells(ALL), cells(MOST)));

    Mask mask = segment(0x500003, include(100, 100), include(440, 440));

    assertThat(mask.getCandidate()).isEqualTo(2);
    assertThat(mask.getArea()).isEqualTo(440 * 440);
  }

  @Test
  void theDecoderIsAskedAgainWithItsOwnMask() {
    int before = triton.decoder().received().size();
    triton.decoder().behaves(call -> reply(call, hasMask(call) ? cells(ALL) : cells(MOST)));

    Mask mask = segment(0x500004, include(100, 100), include(440, 440));

    assertThat(triton.decoder().received()).hasSize(before + 2);
    assertThat(triton.lastDecode().input("mask_input").orElseThrow().asFp32()[50 * GRID + 50])
        .isEqualTo(5);
    assertThat(mask.getArea()).isEqualTo(440 * 440);
  }

  @Test
  void aClickAtTheMasksEdgeGetsAFewPixelsAndNoOtherMask() {
    int before = triton.decoder().received().size();
    triton
        .decoder()
        .behaves(call -> reply(call, cells(MOST), cells(MOST), cells(ALL), cells(MOST)));

    Mask mask = segment(0x50000c, include(100, 100), include(402, 200));

    assertThat(triton.decoder().received()).hasSize(before + 1);
    assertThat(selected(mask, 402, 200)).isTrue();
    assertThat(mask.getArea()).isBetween(380L * 340 + 10, 380L * 340 + 90);
  }

  @Test
  void aMaskOfSomethingElseDoesNotStandIn() {
    int[] far = {210, 210, 230, 230};
    triton
        .decoder()
        .behaves(
            call -> {
              float[] first = points(call) == 1 ? cells(far) : cells(LEFT);
              reply(call, first, first, points(call) == 1 ? first : cells(ALL), first);
            });

    Mask mask = segment(0x50000d, include(100, 100), include(440, 440));

    assertThat(mask.getArea()).isEqualTo(120 * 120 + 40 * 40);
  }

  @Test
  void whatLiesApartIsAskedForByItselfAndAdded() {
    triton.decoder().behaves(call -> reply(call, points(call) == 1 ? at(call) : cells(LEFT)));

    Mask mask = segment(0x500005, include(100, 100), include(340, 340));

    assertThat(mask.getArea()).isEqualTo(120 * 120 + 80 * 80);
  }

  @Test
  void whatIsExcludedIsAskedForByItselfAndTakenAway() {
    triton.decoder().behaves(call -> reply(call, firstX(call) > 300 ? cells(RIGHT) : cells(ALL)));

    Mask mask = segment(0x500006, include(100, 100), exclude(340, 340));

    assertThat(mask.getArea()).isEqualTo(440 * 440 - 80 * 80);
    assertThat(selected(mask, 100, 100)).isTrue();
  }

  @Test
  void whereTheDecoderNeverAgreesTheClicksStillHold() {
    triton.decoder().behaves(call -> reply(call, cells(LEFT)));

    Mask mask = segment(0x500007, include(400, 400), exclude(100, 100), include(103, 100));

    assertThat(selected(mask, 400, 400)).isTrue();
    assertThat(selected(mask, 100, 100)).isFalse();
    assertThat(selected(mask, 103, 100)).isTrue();
    assertThat(mask.getArea()).isBetween(120L * 120 - 20, 120L * 120 + 110);
  }

  @Test
  void ofTwoClicksInOnePixelTheLaterCounts() {
    triton.decoder().behaves(call -> reply(call, cells(LEFT)));

    Mask out = segment(0x500008, include(100, 100), exclude(100.2, 100.4));
    Mask in = segment(0x500009, exclude(100, 100), include(100.2, 100.4));

    assertThat(selected(out, 100, 100)).isFalse();
    assertThat(selected(in, 100, 100)).isTrue();
  }
}
