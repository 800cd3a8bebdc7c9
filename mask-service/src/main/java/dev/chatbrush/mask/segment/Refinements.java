package dev.chatbrush.mask.segment;

import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.MaskOps;

/** Applies a {@link Refine}. */
final class Refinements {
  private Refinements() {}

  static Mask apply(Mask mask, Refine refine) {
    Mask result = mask;
    if (refine.keepLargest()) {
      result = MaskOps.keepLargest(result);
    }
    if (refine.fillHoles()) {
      result = MaskOps.fillHoles(result);
    }
    if (refine.smooth() > 0) {
      result = MaskOps.smooth(result, refine.smooth());
    }
    if (refine.dilate() > 0) {
      result = MaskOps.dilate(result, refine.dilate());
    } else if (refine.dilate() < 0) {
      result = MaskOps.erode(result, -refine.dilate());
    }
    if (refine.invert()) {
      result = MaskOps.invert(result);
    }
    return refine.feather() > 0 ? MaskOps.feather(result, refine.feather()) : result;
  }
}
