package dev.chatbrush.imaging.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.imaging.Region;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MaskPartTest {
  private static final int MARGIN = 12;

  private static final List<UnaryOperator<Mask>> OPERATIONS =
      List.of(
          MaskOps::keepLargest,
          MaskOps::fillHoles,
          mask -> MaskOps.dilate(mask, MARGIN),
          mask -> MaskOps.erode(mask, 3),
          mask -> MaskOps.dilateSquare(mask, 5, 3),
          mask -> MaskOps.smooth(mask, 2),
          mask -> MaskOps.feather(mask, 2));

  @Property(tries = 200)
  void anOperationOnThePartIsTheOneOnTheWhole(
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll @IntRange(min = 0, max = 20) int left,
      @ForAll @IntRange(min = 0, max = 20) int below,
      @ForAll @IntRange(min = 10, max = 90) int percent,
      @ForAll long seed) {
    Mask mask = Masks.random(width, height, percent, seed);
    MaskPart part =
        new MaskPart(width + left, height + below, new Region(left, 0, width, height), mask);

    for (UnaryOperator<Mask> operation : OPERATIONS) {
      Mask expected = operation.apply(part.whole());
      assertThat(part.map(MARGIN, operation).whole()).isEqualTo(expected);
    }
    assertThat(Rle.of(part)).isEqualTo(Rle.of(part.whole()));
    assertThat(Rle.of(part).toMask()).isEqualTo(part.whole());
  }

  @Test
  void aUnionHoldsBothParts() {
    MaskPart one = MaskPart.ofSelected(Mask.rectangle(30, 20, new Region(2, 3, 4, 5)));
    MaskPart other = MaskPart.ofSelected(Mask.rectangle(30, 20, new Region(20, 15, 10, 5)));

    MaskPart both = one.union(other);

    assertThat(one.at()).isEqualTo(new Region(2, 3, 4, 5));
    assertThat(both.whole()).isEqualTo(MaskOps.union(one.whole(), other.whole()));
    assertThatThrownBy(() -> one.union(MaskPart.nothing(20, 30)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothingIsAnEmptyMask() {
    assertThat(MaskPart.nothing(7, 5).whole()).isEqualTo(Mask.empty(7, 5));
    assertThat(Rle.of(MaskPart.nothing(7, 5)).counts()).containsExactly(35);
  }

  @Test
  void aPartThatLeavesThePictureIsRefused() {
    assertThatThrownBy(() -> new MaskPart(4, 4, new Region(2, 0, 3, 3), Mask.empty(3, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4x4 picture");
  }

  @Test
  void whatIsTakenAwayAndWhatIsInBothIsAsOnTheWhole() {
    MaskPart one = MaskPart.ofSelected(Mask.rectangle(30, 20, new Region(2, 3, 14, 9)));
    MaskPart other = MaskPart.ofSelected(Mask.rectangle(30, 20, new Region(8, 1, 20, 7)));

    assertThat(one.subtract(other).whole()).isEqualTo(MaskOps.subtract(one.whole(), other.whole()));
    assertThat(one.intersect(other).whole())
        .isEqualTo(Mask.rectangle(30, 20, new Region(8, 3, 8, 5)));
    assertThat(one.intersect(MaskPart.nothing(30, 20)).whole().isEmpty()).isTrue();
  }

  @Test
  void aPartOfASmallPictureLiesAtTheSamePlaceOfALargeOne() {
    MaskPart small = MaskPart.ofSelected(Mask.rectangle(30, 20, new Region(2, 3, 4, 5)));

    MaskPart large = small.scaledTo(300, 200);

    assertThat(large.whole()).isEqualTo(Mask.rectangle(300, 200, new Region(20, 30, 40, 50)));
    assertThat(large.selected(20, 30)).isTrue();
    assertThat(large.selected(19, 30)).isFalse();
    assertThat(small.scaledTo(31, 21).at()).isEqualTo(new Region(2, 3, 5, 6));
  }
}
