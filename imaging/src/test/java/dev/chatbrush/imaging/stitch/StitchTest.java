package dev.chatbrush.imaging.stitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.imaging.Pictures;
import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.mask.Mask;
import org.junit.jupiter.api.Test;

class StitchTest {
  @Test
  void aCropAtTheEdgeIsMovedInwardAndNotCut() {
    CropPlan plan = CropPlan.around(new Region(0, 90, 10, 10), 200, 100, 30, Sizing.of(0, 8));

    assertThat(plan.crop()).isEqualTo(new Region(0, 28, 72, 72));
    assertThat(plan.workWidth()).isEqualTo(72);
  }

  @Test
  void aCropIsScaledDownToTheWorkingSideInMultiples() {
    CropPlan plan =
        CropPlan.around(new Region(100, 100, 1800, 900), 4000, 3000, 100, Sizing.of(704, 8));

    assertThat(plan.crop().width()).isEqualTo(2000);
    assertThat(plan.workWidth()).isEqualTo(704);
    assertThat(plan.workHeight() % 8).isZero();
    assertThat(plan.workHeight()).isBetween(380, 396);
  }

  @Test
  void aTinyPictureStillGetsAWorkableSize() {
    CropPlan plan = CropPlan.whole(3, 5, Sizing.of(704, 8));

    assertThat(plan.workWidth()).isEqualTo(8);
    assertThat(plan.workHeight()).isEqualTo(8);
    assertThat(plan.restore(RgbImage.filled(8, 8, 1, 2, 3)).height()).isEqualTo(5);
  }

  @Test
  void anEditOfAnotherSizeIsRefused() {
    CropPlan plan = CropPlan.whole(16, 16, Sizing.of(0, 1));

    assertThatThrownBy(() -> plan.restore(RgbImage.filled(8, 8, 0, 0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must come back at 16x16");
  }

  @Test
  void theEditCoversFullyDeepInsideAndNotAtAllOutside() {
    RgbImage before = RgbImage.filled(40, 40, 0, 0, 0);
    RgbImage edited = RgbImage.filled(40, 40, 200, 200, 200);
    Mask mask = Mask.rectangle(40, 40, new Region(10, 10, 20, 20));

    RgbImage after = Stitcher.paste(before, edited, before.bounds(), mask, 4);

    assertThat(Pictures.pixel(after, 20, 20)).containsExactly(200, 200, 200);
    assertThat(Pictures.pixel(after, 10, 20)[0]).isBetween(30, 50);
    assertThat(Pictures.pixel(after, 9, 20)).containsExactly(0, 0, 0);
  }

  @Test
  void thePicturesEdgeIsNotFeathered() {
    RgbImage before = RgbImage.filled(20, 20, 0, 0, 0);
    RgbImage edited = RgbImage.filled(20, 20, 200, 200, 200);

    RgbImage after = Stitcher.paste(before, edited, before.bounds(), Mask.full(20, 20), 5);

    assertThat(after).isEqualTo(edited);
  }

  @Test
  void theLockCountsEveryByteOutside() {
    RgbImage before = RgbImage.filled(4, 4, 0, 0, 0);
    RgbImage after = RgbImage.filled(4, 4, 1, 0, 1);
    Mask mask = Mask.rectangle(4, 4, new Region(0, 0, 4, 1));

    assertThat(PixelLock.changedOutside(before, after, mask)).isEqualTo(24);
    assertThat(PixelLock.changedOutside(before, after, Mask.full(4, 4))).isZero();
  }
}
