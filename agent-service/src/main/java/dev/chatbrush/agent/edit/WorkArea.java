package dev.chatbrush.agent.edit;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.imaging.HiddenColours;
import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.MaskOps;
import dev.chatbrush.imaging.stitch.CropPlan;
import dev.chatbrush.imaging.stitch.Sizing;
import dev.chatbrush.imaging.stitch.Stitcher;
import dev.chatbrush.triton.catalogue.AlphaUse;
import dev.chatbrush.triton.catalogue.OutputSize;
import dev.chatbrush.triton.catalogue.ToolModel;
import java.util.List;
import java.util.Optional;

/**
 * What part of the picture a model gets and how its answer is laid back; where that may have any
 * size it is the result, and nothing is laid back.
 *
 * @param original the whole picture
 * @param mask as it is locked, of the picture's size; empty for the whole picture
 * @param feather pixels over which the edit fades in, inside the mask; 0 where the tool minds edges
 * @param grown pixels beyond the mask that the tool changed and said so
 * @param output what size the model's answer has
 * @param alpha what the model does with opacity
 */
record WorkArea(
    RgbImage original,
    Optional<Mask> mask,
    int feather,
    CropPlan plan,
    OutputSize output,
    AlphaUse alpha,
    long grown) {
  /** The reference grows 12 pixels on pictures of about this size; larger ones in proportion. */
  private static final int REFERENCE_SIDE = 1024;

  private static final int REFERENCE_SQUARE = 5;
  private static final int REFERENCE_ITERATIONS = 6;
  private static final int LEAST_CONTEXT = 64;

  static WorkArea of(RgbImage image, Optional<Mask> selected, boolean grow, ToolModel model) {
    if (selected.isEmpty() || model.output() == OutputSize.ANY) {
      CropPlan whole = CropPlan.whole(image.width(), image.height(), sizing(model));
      return new WorkArea(image, selected, 0, whole, model.output(), model.alpha(), 0);
    }
    int iterations = grow ? iterations(image) : 0;
    Mask mask =
        grow
            ? MaskOps.dilateSquare(selected.get(), REFERENCE_SQUARE, iterations)
            : MaskOps.binary(selected.get());
    Region bounds = mask.bounds().orElseThrow(WorkArea::emptyMask);
    int context = Math.max(LEAST_CONTEXT, Math.max(bounds.width(), bounds.height()));
    CropPlan plan = CropPlan.around(bounds, image.width(), image.height(), context, sizing(model));
    // A tool that looks for the object's edge itself must not get half of the object back there.
    int feather = model.grows() > 0 ? 0 : Math.max(1, iterations / 2);
    return new WorkArea(image, Optional.of(mask), feather, plan, OutputSize.SAME, model.alpha(), 0);
  }

  /**
   * This area with the mask that the tool says it changed, which may be larger by some pixels.
   *
   * @param changed of the size that the tool was given, which is the crop's
   */
  WorkArea grownTo(Mask changed) {
    Mask whole = mask.orElseThrow(WorkArea::emptyMask);
    byte[] values = whole.values().clone();
    long more = 0;
    for (int y = 0; y < changed.height(); y++) {
      int row = (plan.crop().y() + y) * whole.width() + plan.crop().x();
      for (int x = 0; x < changed.width(); x++) {
        if (changed.selected(x, y) && values[row + x] == 0) {
          values[row + x] = (byte) 255;
          more++;
        }
      }
    }
    Mask grownMask = new Mask(whole.width(), whole.height(), values);
    return new WorkArea(original, Optional.of(grownMask), feather, plan, output, alpha, more);
  }

  private static Sizing sizing(ToolModel model) {
    List<Sizing.Bucket> buckets =
        model.sizes().stream().map(size -> new Sizing.Bucket(size.width(), size.height())).toList();
    return new Sizing(model.workingSide(), model.multiple(), model.nativeSide(), buckets);
  }

  boolean anySize() {
    return output == OutputSize.ANY;
  }

  /** Pixels outside it are the picture's own in the result; empty where none need be. */
  Optional<Mask> locked() {
    return mask.filter(selected -> !anySize());
  }

  static ToolProblem emptyMask() {
    return new ToolProblem(
        ProblemCode.MASK_EMPTY,
        "Nothing is selected. Click something, draw a box or paint, and try again.");
  }

  private static int iterations(RgbImage image) {
    int longest = Math.max(image.width(), image.height());
    return longest <= REFERENCE_SIDE
        ? REFERENCE_ITERATIONS
        : Math.round((float) REFERENCE_ITERATIONS * longest / REFERENCE_SIDE);
  }

  /**
   * What the model gets. Colours that nobody sees are those around them; a model that knows no
   * opacity and gives another size gets the picture on white.
   */
  RgbImage input() {
    if (!original.isSeeThrough()) {
      return plan.cut(original);
    }
    if (flattens()) {
      return plan.cut(original.on(RgbImage.WHITE));
    }
    RgbImage part = HiddenColours.filled(plan.cut(original));
    return alpha == AlphaUse.NONE ? part.opaque() : part;
  }

  /** Whether the picture loses its opacity, for nobody could say where it belongs afterwards. */
  boolean flattens() {
    return original.isSeeThrough() && anySize() && alpha == AlphaUse.NONE;
  }

  /** Whether the model may answer with opacity. */
  boolean mayGiveAlpha() {
    return alpha == AlphaUse.MAKE || alpha == AlphaUse.KEEP && original.isSeeThrough();
  }

  /** Longest side of the whole picture, in pixels of what the model gets. */
  long wholeSide() {
    long longest = Math.max(original.width(), original.height());
    return Math.round((double) longest * plan.workWidth() / plan.crop().width());
  }

  Optional<Mask> inputMask() {
    return mask.map(plan::cut);
  }

  /** The whole picture with the model's answer in it; nothing outside the mask is written. */
  RgbImage stitch(RgbImage answer) {
    if (anySize()) {
      return answer;
    }
    RgbImage part = withOpacity(plan.restore(answer), original, plan.crop());
    return mask.map(locked -> Stitcher.paste(original, part, plan.crop(), locked, feather))
        .orElse(part);
  }

  /** A model that knows no opacity changes none. */
  RgbImage withOpacity(RgbImage part, RgbImage whole, Region at) {
    return alpha == AlphaUse.NONE && whole.isSeeThrough() ? part.withAlphaOf(whole.crop(at)) : part;
  }
}
