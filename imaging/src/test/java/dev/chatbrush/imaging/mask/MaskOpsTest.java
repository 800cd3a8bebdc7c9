package dev.chatbrush.imaging.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.codec.file.ImageFormatException;
import org.junit.jupiter.api.Test;

class MaskOpsTest {
  @Test
  void theReferencesDilationReachesTwelvePixels() {
    Mask point = Mask.rectangle(60, 60, new Region(30, 30, 1, 1));

    Mask grown = MaskOps.dilateSquare(point, 5, 6);

    assertThat(grown.bounds()).contains(new Region(18, 18, 25, 25));
    assertThat(grown.area()).isEqualTo(625);
  }

  @Test
  void anObjectAtTheEdgeKeepsItsEdgeWhenItShrinks() {
    Mask mask = Mask.rectangle(10, 10, new Region(0, 0, 6, 10));

    assertThat(MaskOps.erode(mask, 2).bounds()).contains(new Region(0, 0, 4, 10));
  }

  @Test
  void fillHolesLeavesBays() {
    Mask mask =
        Masks.of(
            "#####", //
            "#.#..", "#####");

    assertThat(Masks.draw(MaskOps.fillHoles(mask))).containsExactly("#####", "###..", "#####");
  }

  @Test
  void keepLargestJoinsCorners() {
    Mask mask =
        Masks.of(
            "#..##", //
            ".#..#", "..#..");

    assertThat(Masks.draw(MaskOps.keepLargest(mask)).length).isEqualTo(3);
    assertThat(MaskOps.keepLargest(mask).area()).isEqualTo(3);
    assertThat(MaskOps.keepLargest(Mask.empty(4, 4)).isEmpty()).isTrue();
  }

  @Test
  void featherSoftensTheEdgeAndKeepsTheMiddle() {
    Mask mask = Mask.rectangle(61, 61, new Region(15, 15, 31, 31));

    Mask soft = MaskOps.feather(mask, 4);

    assertThat(soft.value(30, 30)).isEqualTo(255);
    assertThat(soft.value(15, 30)).isBetween(110, 155);
    assertThat(soft.value(2, 30)).isZero();
    assertThat(soft.value(18, 30)).isGreaterThan(soft.value(13, 30));
  }

  @Test
  void smoothDropsSpecks() {
    Mask mask =
        MaskOps.union(
            Mask.rectangle(60, 60, new Region(10, 10, 30, 30)),
            Mask.rectangle(60, 60, new Region(50, 50, 2, 2)));

    Mask smooth = MaskOps.smooth(mask, 3);

    assertThat(smooth.selected(50, 50)).isFalse();
    assertThat(smooth.selected(25, 25)).isTrue();
  }

  @Test
  void subtractAndInvert() {
    Mask all = Mask.full(4, 4);
    Mask corner = Mask.rectangle(4, 4, new Region(0, 0, 2, 2));

    assertThat(MaskOps.subtract(all, corner)).isEqualTo(MaskOps.invert(corner));
    assertThat(MaskOps.subtract(corner, all).isEmpty()).isTrue();
    assertThatThrownBy(() -> MaskOps.union(all, Mask.full(5, 4)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aColourPngServesAsAMask() {
    byte[] png = ImageEncoder.png(RgbImage.filled(3, 2, 255, 255, 255));

    assertThat(MaskPng.decode(png, 3, 2)).isEqualTo(Mask.full(3, 2));
    assertThatThrownBy(() -> MaskPng.decode(png, 2, 3))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("2 x 3 pixels, but this one has 3 x 2");
  }
}
