package dev.chatbrush.mask.segment;

import dev.chatbrush.imaging.mask.MaskPart;

/** How what a model finds joins the mask that was uploaded. */
public enum Join {
  ADD {
    @Override
    MaskPart apply(MaskPart uploaded, MaskPart found) {
      return uploaded.union(found);
    }
  },
  SUBTRACT {
    @Override
    MaskPart apply(MaskPart uploaded, MaskPart found) {
      return uploaded.subtract(found);
    }
  },
  INTERSECT {
    @Override
    MaskPart apply(MaskPart uploaded, MaskPart found) {
      return uploaded.intersect(found);
    }
  };

  abstract MaskPart apply(MaskPart uploaded, MaskPart found);
}
