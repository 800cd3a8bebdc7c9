package dev.chatbrush.imaging.stitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.imaging.Pictures;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.MaskOps;
import dev.chatbrush.imaging.mask.Masks;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class StitchPropertyTest {
  @Property(tries = 150)
  void nothingChangesOutsideTheGrownMask(
      @ForAll @IntRange(min = 1, max = 80) int width,
      @ForAll @IntRange(min = 1, max = 80) int height,
      @ForAll @IntRange(min = 0, max = 40) int context,
      @ForAll @IntRange(min = 0, max = 8) int feather,
      @ForAll long seed) {
    RgbImage before = Pictures.noise(width, height, seed);
    Mask grown = MaskOps.dilate(Masks.random(width, height, 5, seed), 2);
    if (grown.isEmpty()) {
      return;
    }
    CropPlan plan =
        CropPlan.around(grown.bounds().orElseThrow(), width, height, context, Sizing.of(32, 8));
    RgbImage edited = Pictures.noise(plan.workWidth(), plan.workHeight(), seed + 1);

    RgbImage after = Stitcher.paste(before, plan.restore(edited), plan.crop(), grown, feather);

    assertThat(PixelLock.changedOutside(before, after, grown)).isZero();
    assertThat(before.bounds().contains(plan.crop())).isTrue();
    assertThat(plan.crop().contains(grown.bounds().orElseThrow())).isTrue();
  }
}
