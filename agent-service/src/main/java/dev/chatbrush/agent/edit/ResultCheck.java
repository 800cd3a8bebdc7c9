package dev.chatbrush.agent.edit;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.MaskOps;
import dev.chatbrush.imaging.stitch.PixelLock;

/** A result counts only when it passes these. */
final class ResultCheck {
  private ResultCheck() {}

  /** A model that fails silently tends to give one flat colour; a crop of the sky may have one. */
  static void requireContent(WorkArea area, RgbImage answer) {
    if (!area.anySize() && isFlat(answer) && !isFlat(area.input())) {
      throw invalid("The model gave back one flat colour instead of a picture.");
    }
  }

  /** Counts the bytes outside the mask that differ; any at all refuses the result. */
  static void requireLocked(WorkArea area, RgbImage result) {
    area.locked()
        .ifPresent(
            mask -> {
              long changed = PixelLock.changedOutside(area.original(), result, mask);
              if (changed != 0) {
                throw invalid(changed + " bytes outside the selection would have changed.");
              }
            });
  }

  /** What a tool says that it changed must lie within so many pixels around what it was given. */
  static void requireWithin(WorkArea area, Mask changed, int pixels) {
    Mask given = area.inputMask().orElseThrow(WorkArea::emptyMask);
    long beyond = MaskOps.subtract(changed, MaskOps.dilateSquare(given, 3, pixels)).area();
    if (beyond != 0) {
      throw invalid("The model changed " + beyond + " pixels further out than it may.");
    }
  }

  private static ToolProblem invalid(String reason) {
    return new ToolProblem(
        ProblemCode.RESULT_INVALID,
        reason + " The result was thrown away and your picture is as it was; try again.");
  }

  private static boolean isFlat(RgbImage image) {
    byte[] rgb = image.rgb();
    if (image.isSeeThrough()) {
      return false; // what of it is there is its content
    }
    for (int i = RgbImage.CHANNELS; i < rgb.length; i++) {
      if (rgb[i] != rgb[i - RgbImage.CHANNELS]) {
        return false;
      }
    }
    return true;
  }
}
