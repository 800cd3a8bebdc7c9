package dev.chatbrush.agent.edit;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.imaging.RgbImage;
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

  private static ToolProblem invalid(String reason) {
    return new ToolProblem(
        ProblemCode.RESULT_INVALID,
        reason + " The result was thrown away and your picture is as it was; try again.");
  }

  private static boolean isFlat(RgbImage image) {
    byte[] rgb = image.rgb();
    for (int i = RgbImage.CHANNELS; i < rgb.length; i++) {
      if (rgb[i] != rgb[i - RgbImage.CHANNELS]) {
        return false;
      }
    }
    return true;
  }
}
