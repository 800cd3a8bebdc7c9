package dev.chatbrush.mask.segment;

import dev.chatbrush.imaging.mask.Dots;
import dev.chatbrush.imaging.mask.MaskOps;
import dev.chatbrush.imaging.mask.MaskPart;

/** Applies a {@link Refine}. */
final class Refinements {
  private Refinements() {}

  /** The part grows by as much as a change may reach, so that large pictures cost no more. */
  static MaskPart apply(MaskPart mask, Refine refine) {
    MaskPart result = mask;
    if (refine.tidy() == Tidy.ALL) {
      result = Dots.remove(result, Tidy.DOT_SHARE);
    }
    if (refine.keepLargest()) {
      result = result.map(0, MaskOps::keepLargest);
    }
    if (refine.fillHoles()) {
      result = result.map(0, MaskOps::fillHoles);
    }
    if (refine.smooth() > 0) {
      result = result.map(reach(refine.smooth()), part -> MaskOps.smooth(part, refine.smooth()));
    }
    if (refine.dilate() > 0) {
      result = result.map(refine.dilate(), part -> MaskOps.dilate(part, refine.dilate()));
    } else if (refine.dilate() < 0) {
      result = result.map(1, part -> MaskOps.erode(part, -refine.dilate()));
    }
    if (refine.invert()) {
      result = MaskPart.of(MaskOps.invert(result.whole()));
    }
    if (refine.feather() > 0) {
      result = result.map(reach(refine.feather()), part -> MaskOps.feather(part, refine.feather()));
    }
    return result;
  }

  /** How far a blur of that deviation spreads: three boxes of about its width to each side. */
  private static int reach(double deviation) {
    return (int) Math.ceil(3 * deviation) + 4;
  }
}
