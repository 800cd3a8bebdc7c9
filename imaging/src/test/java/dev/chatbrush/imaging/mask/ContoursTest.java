package dev.chatbrush.imaging.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.imaging.Region;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ContoursTest {
  @Test
  void aRectangleIsOneLoop() {
    Mask mask = Mask.rectangle(9, 9, new Region(2, 3, 4, 5));

    assertThat(Contours.svgPath(mask)).isEqualTo("M2 3h4v5h-4v-5z");
  }

  @Test
  void aHoleIsALoopOfItsOwnAndCornersDoNotJoin() {
    Mask ring = Masks.of("###", "#.#", "###");
    Mask corners = Masks.of("#.", ".#");

    assertThat(Contours.svgPath(ring)).isEqualTo("M0 0h3v3h-3v-3zM1 2h1v-1h-1v1z");
    assertThat(Contours.svgPath(corners)).isEqualTo("M0 0h1v1h-1v-1zM1 1h1v1h-1v-1z");
  }

  @Test
  void nothingHasNoOutline() {
    assertThat(Contours.svgPath(Mask.empty(5, 5))).isEmpty();
  }

  @Property(tries = 300)
  void filledByTheEvenOddRuleItIsTheMask(
      @ForAll @IntRange(min = 1, max = 60) int width,
      @ForAll @IntRange(min = 1, max = 60) int height,
      @ForAll @IntRange(min = 0, max = 100) int percent,
      @ForAll @IntRange(min = 0, max = 9) int margin,
      @ForAll long seed) {
    Mask mask = Masks.random(width, height, percent, seed);
    Region at = new Region(margin, 2 * margin, width, height);
    MaskPart part = new MaskPart(width + 2 * margin, height + 3 * margin, at, mask);

    String path = Contours.svgPath(part);

    assertThat(SvgFill.fill(path, part.width(), part.height())).isEqualTo(part.whole());
  }
}
