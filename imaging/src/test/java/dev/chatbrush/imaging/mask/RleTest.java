package dev.chatbrush.imaging.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RleTest {
  /** pycocotools: the counts of encode(asfortranarray(mask)), unpacked. */
  @Test
  void countsRunColumnAfterColumn() {
    Mask mask =
        Masks.of(
            ".##.", //
            "..#.", "#.#.");

    assertThat(Rle.of(mask)).isEqualTo(new Rle(3, 4, new int[] {2, 2, 2, 3, 3}));
  }

  @Test
  void startsWithZeroWhenTheFirstPixelIsSelected() {
    assertThat(Rle.of(Mask.full(5, 2)).counts()).containsExactly(0, 10);
    assertThat(Rle.of(Mask.empty(5, 2)).counts()).containsExactly(10);
  }

  @Test
  void refusesCountsThatDoNotFillTheMask() {
    assertThatThrownBy(() -> new Rle(2, 2, new int[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("run lengths of a 2x2 mask must add up to 4 pixels, got 3");
    assertThatThrownBy(() -> new Rle(2, 2, new int[] {5, -1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 or more");
  }

  @Test
  void refusesCountsThatOverflow() {
    int[] counts = {Integer.MAX_VALUE, Integer.MAX_VALUE, 6};

    assertThatThrownBy(() -> new Rle(2, 2, counts)).isInstanceOf(IllegalArgumentException.class);
  }
}
