package dev.chatbrush.imaging.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.imaging.Region;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MaskPropertyTest {
  @Property(tries = 500)
  void runLengthsAndPngComeBack(
      @ForAll @IntRange(min = 1, max = 150) int width,
      @ForAll @IntRange(min = 1, max = 90) int height,
      @ForAll @IntRange(min = 0, max = 100) int percent,
      @ForAll long seed) {
    Mask mask = Masks.random(width, height, percent, seed);

    Rle rle = Rle.of(mask);

    assertThat(rle.toMask()).isEqualTo(mask);
    assertThat(rle.area()).isEqualTo(mask.area());
    assertThat(MaskPng.decode(MaskPng.encode(mask), width, height)).isEqualTo(mask);
  }

  @Property(tries = 150)
  void dilateIsWhatItsDefinitionSays(
      @ForAll @IntRange(min = 1, max = 30) int width,
      @ForAll @IntRange(min = 1, max = 30) int height,
      @ForAll @IntRange(min = 0, max = 12) int radius,
      @ForAll long seed) {
    Mask mask = Masks.random(width, height, 10, seed);

    Mask disk = MaskOps.dilate(mask, radius);
    Mask square = MaskOps.dilateSquare(mask, 2 * radius + 1, 1);

    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        assertThat(disk.selected(x, y)).isEqualTo(near(mask, x, y, radius, true));
        assertThat(square.selected(x, y)).isEqualTo(near(mask, x, y, radius, false));
      }
    }
  }

  /** Every dot of a row, its ends above all: nothing may be lost over the picture's edge. */
  @Property(tries = 100)
  void dilateReachesTheSameFromEveryColumn(
      @ForAll @IntRange(min = 1, max = 140) int width,
      @ForAll @IntRange(min = 0, max = 70) int radius) {
    for (int x = 0; x < width; x++) {
      Mask row = MaskOps.dilate(Mask.rectangle(width, 1, new Region(x, 0, 1, 1)), radius);

      int left = Math.max(0, x - radius);
      int right = Math.min(width, x + radius + 1);
      assertThat(row).isEqualTo(Mask.rectangle(width, 1, new Region(left, 0, right - left, 1)));
    }
  }

  /** Beyond one word of 64 pixels, and further than one word. */
  @Property(tries = 40)
  void dilateReachesOverWords(
      @ForAll @IntRange(min = 60, max = 300) int width,
      @ForAll @IntRange(min = 1, max = 300) int x,
      @ForAll @IntRange(min = 0, max = 200) int radius) {
    Region dot = new Region(Math.min(x, width - 1), 3, 1, 1);
    Mask mask = Mask.rectangle(width, 9, dot);

    Mask disk = MaskOps.dilate(mask, radius);

    for (int at = 0; at < 9 * width; at++) {
      int dx = at % width - dot.x();
      int dy = at / width - dot.y();
      assertThat(disk.selected(at % width, at / width))
          .isEqualTo(dx * dx + dy * dy <= radius * radius);
    }
  }

  @Property(tries = 150)
  void erodeLeavesWhatIsDeepInside(
      @ForAll @IntRange(min = 1, max = 30) int width,
      @ForAll @IntRange(min = 1, max = 30) int height,
      @ForAll @IntRange(min = 0, max = 6) int radius,
      @ForAll long seed) {
    Mask mask = Masks.random(width, height, 85, seed);

    Mask eroded = MaskOps.erode(mask, radius);

    Mask outside = MaskOps.invert(mask);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        assertThat(eroded.selected(x, y)).isEqualTo(!near(outside, x, y, radius, true));
      }
    }
  }

  @Property(tries = 150)
  void partsAndHolesAgreeWithAFloodFill(
      @ForAll @IntRange(min = 1, max = 25) int width,
      @ForAll @IntRange(min = 1, max = 25) int height,
      @ForAll @IntRange(min = 20, max = 80) int percent,
      @ForAll long seed) {
    Mask mask = Masks.random(width, height, percent, seed);

    assertThat(MaskOps.keepLargest(mask).area()).isEqualTo(FloodFill.largestArea(mask));
    assertThat(MaskOps.fillHoles(mask)).isEqualTo(FloodFill.withoutHoles(mask));
  }

  private static boolean near(Mask mask, int x, int y, int radius, boolean round) {
    for (int dy = -radius; dy <= radius; dy++) {
      for (int dx = -radius; dx <= radius; dx++) {
        boolean reached = !round || dx * dx + dy * dy <= radius * radius;
        boolean inside =
            x + dx >= 0 && y + dy >= 0 && x + dx < mask.width() && y + dy < mask.height();
        if (reached && inside && mask.selected(x + dx, y + dy)) {
          return true;
        }
      }
    }
    return false;
  }
}
