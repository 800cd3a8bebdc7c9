package dev.chatbrush.mask.segment;

import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.MaskOps;
import dev.chatbrush.mask.decode.Prompt;
import dev.chatbrush.mask.decode.PromptBox;
import dev.chatbrush.mask.decode.PromptPoint;
import dev.chatbrush.mask.embedding.PictureSize;
import dev.chatbrush.mask.embedding.Saliency;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One connected part of what stands out in a picture.
 *
 * @param pixels of the saliency map
 */
record SalientObject(Mask pixels) {
  private static final int MOST_OBJECTS = 3;

  /** Parts below this share of the largest are no subject beside it. */
  private static final double LEAST_SHARE = 0.2;

  /** Below this share of the picture nothing is a subject. */
  private static final double LEAST_AREA = 0.002;

  /** The objects, largest first; none when nothing stands out. */
  static List<SalientObject> of(Saliency saliency) {
    Mask rest = selected(saliency);
    double least = LEAST_AREA * saliency.side() * saliency.side();
    List<SalientObject> objects = new ArrayList<>();
    while (objects.size() < MOST_OBJECTS) {
      Mask largest = MaskOps.keepLargest(rest);
      if (largest.area() < least) {
        break;
      }
      if (objects.isEmpty()) {
        least = Math.max(least, LEAST_SHARE * largest.area());
      }
      objects.add(new SalientObject(largest));
      rest = MaskOps.subtract(rest, largest);
    }
    return objects;
  }

  private static Mask selected(Saliency saliency) {
    byte[] values = new byte[saliency.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (saliency.values()[i] > SaliencyGrid.THRESHOLD ? 255 : 0);
    }
    return new Mask(saliency.side(), saliency.side(), values);
  }

  /** A box around the object and the point deepest inside it, in pixels of the picture. */
  Prompt prompt(PictureSize picture) {
    double scaleX = (double) picture.width() / pixels.width();
    double scaleY = (double) picture.height() / pixels.height();
    Region bounds = pixels.bounds().orElseThrow();
    PromptBox box =
        new PromptBox(
            bounds.x() * scaleX,
            bounds.y() * scaleY,
            bounds.right() * scaleX,
            bounds.bottom() * scaleY);
    int deepest = middle(deepest());
    PromptPoint point =
        new PromptPoint(
            (deepest % pixels.width() + 0.5) * scaleX,
            (deepest / pixels.width() + 0.5) * scaleY,
            false);
    return new Prompt(List.of(point), Optional.of(box));
  }

  /** Of the object's pixels, 0 to 1. */
  float meanSaliency(Saliency saliency) {
    double sum = 0;
    for (int i = 0; i < saliency.values().length; i++) {
      sum += pixels.values()[i] == 0 ? 0 : saliency.values()[i];
    }
    return (float) (sum / pixels.area());
  }

  /** What is left when the object shrinks as far as it can without vanishing. */
  private Mask deepest() {
    int kept = 0;
    int gone = pixels.width();
    while (gone - kept > 1) {
      int radius = (kept + gone) / 2;
      if (MaskOps.erode(pixels, radius).isEmpty()) {
        gone = radius;
      } else {
        kept = radius;
      }
    }
    return MaskOps.erode(pixels, kept);
  }

  /** Index of the selected pixel that has as many before it as behind. */
  private static int middle(Mask mask) {
    long before = mask.area() / 2;
    int at = 0;
    while (before > 0 || !mask.selected(at % mask.width(), at / mask.width())) {
      before -= mask.selected(at % mask.width(), at / mask.width()) ? 1 : 0;
      at++;
    }
    return at;
  }
}
