package dev.chatbrush.imaging.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.imaging.Region;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DotsTest {
  @Property(tries = 100)
  void noDotIsLeftAndWhatIsNoneStays(
      @ForAll @IntRange(min = 1, max = 20) int width,
      @ForAll @IntRange(min = 1, max = 20) int height,
      @ForAll @IntRange(min = 5, max = 95) int percent,
      @ForAll @IntRange(min = 0, max = 50) int share,
      @ForAll long seed) {
    Mask mask = Masks.random(width, height, percent, seed);
    double before = share / 100.0 * FloodFill.largestArea(mask);

    Mask found = Dots.remove(MaskPart.of(mask), share / 100.0).whole();

    double after = share / 100.0 * FloodFill.largestArea(found);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean selected = found.selected(x, y);
        assertThat((double) FloodFill.areaAt(found, x, y))
            .isGreaterThanOrEqualTo(selected ? after : before);
        if (selected != mask.selected(x, y) && selected) {
          assertThat((double) FloodFill.areaAt(mask, x, y)).isLessThan(before);
        }
      }
    }
  }

  @Test
  void aHoleIsFilledWithWhatIsInIt() {
    Mask mask =
        Masks.of(
            "###########",
            "###...#####",
            "###.#.#####",
            "###...#####",
            "###########",
            "###########");

    assertThat(Dots.remove(MaskPart.of(mask), 0.2).mask()).isEqualTo(Mask.full(11, 6));
  }

  @Test
  void holesAndIslandsGoAndTheObjectsOwnHoleStays() {
    Mask mask =
        Masks.of(
            "##########....",
            "#.########....",
            "####...###..#.",
            "####...###....",
            "##########....",
            "##########....");

    Mask found = Dots.remove(MaskPart.of(mask), 0.05).whole();

    assertThat(Masks.draw(found))
        .containsExactly(
            "##########....",
            "##########....",
            "####...###....",
            "####...###....",
            "##########....",
            "##########....");
  }

  @Test
  void aBayOfThePartIsNoHoleButOneAtThePicturesEdgeIs() {
    Mask mask = Masks.of("#.####.###", "##########", "##########", "##########");
    Region at = new Region(0, 0, 10, 4);

    MaskPart below = new MaskPart(40, 40, at, mask);
    MaskPart inside = new MaskPart(40, 40, new Region(0, 7, 10, 4), mask);

    assertThat(Dots.remove(below, 0.05).mask()).isEqualTo(Mask.full(10, 4));
    assertThat(Dots.remove(inside, 0.05)).isSameAs(inside);
  }

  @Test
  void nothingAndASpeckAloneStayAsTheyAre() {
    MaskPart nothing = MaskPart.nothing(30, 20);
    MaskPart speck = new MaskPart(30, 20, new Region(4, 5, 1, 1), Mask.full(1, 1));

    assertThat(Dots.remove(nothing, 0.5)).isSameAs(nothing);
    assertThat(Dots.remove(speck, 0.5)).isSameAs(speck);
  }
}
