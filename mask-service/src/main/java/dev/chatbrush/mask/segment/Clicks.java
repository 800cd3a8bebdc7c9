package dev.chatbrush.mask.segment;

import dev.chatbrush.imaging.mask.MaskPart;
import dev.chatbrush.mask.decode.DecoderOutput;
import dev.chatbrush.mask.decode.Prompt;
import dev.chatbrush.mask.decode.PromptPoint;
import dev.chatbrush.mask.embedding.PictureSize;
import dev.chatbrush.mask.stroke.Stroke;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A prompt's clicks by the pixels that they are in; of two in one pixel the later counts. */
final class Clicks {
  /** Share of the picture's longest side that a click reaches where no model knows a thing. */
  private static final double REACH = 0.01;

  /** Two cells of the decoder's grid, as such a share. */
  private static final double NEAR = 2.0 / DecoderOutput.GRID;

  private record Pixel(int x, int y) {
    double distance(Pixel other) {
      return Math.hypot(x - other.x, y - other.y);
    }
  }

  private final PictureSize size;
  private final Map<Pixel, PromptPoint> points = new LinkedHashMap<>();

  Clicks(Prompt prompt, PictureSize size) {
    this.size = size;
    prompt.points().forEach(point -> points.put(pixel(point), point));
  }

  /** The clicks of another prompt on the same picture. */
  Clicks of(Prompt prompt) {
    return new Clicks(prompt, size);
  }

  /** A click on the right or lower edge of the picture is in the last pixel before it. */
  private Pixel pixel(PromptPoint point) {
    return new Pixel(
        Math.min(size.width() - 1, (int) point.x()), Math.min(size.height() - 1, (int) point.y()));
  }

  /** Whether no include and no exclude is {@link #astray}. */
  boolean agree(MaskPart mask) {
    return astray(mask).isEmpty();
  }

  private static boolean isAgainst(Pixel pixel, PromptPoint point, MaskPart mask) {
    return mask.selected(pixel.x(), pixel.y()) == point.exclude();
  }

  /**
   * Includes that are not selected and excludes that are, both far from where the mask is as they
   * want it. Those at its edge want a few pixels, for the grid is no finer, and not another thing.
   */
  List<PromptPoint> astray(MaskPart mask) {
    return points.entrySet().stream()
        .filter(each -> isAgainst(each.getKey(), each.getValue(), mask))
        .filter(each -> !isNear(each.getKey(), each.getValue(), mask))
        .map(Map.Entry::getValue)
        .toList();
  }

  private boolean isNear(Pixel pixel, PromptPoint point, MaskPart mask) {
    int reach = (int) Math.ceil(NEAR * Math.max(size.width(), size.height()));
    for (int y = Math.max(0, pixel.y() - reach); y <= pixel.y() + reach; y++) {
      for (int x = Math.max(0, pixel.x() - reach); x <= pixel.x() + reach; x++) {
        boolean within = x < size.width() && y < size.height();
        if (within
            && pixel.distance(new Pixel(x, y)) <= reach
            && mask.selected(x, y) != point.exclude()) {
          return true;
        }
      }
    }
    return false;
  }

  List<PromptPoint> includes() {
    return points.values().stream().filter(point -> !point.exclude()).toList();
  }

  /** The clicks that want the contrary of that one. */
  List<PromptPoint> opposing(PromptPoint point) {
    return points.values().stream().filter(other -> other.exclude() != point.exclude()).toList();
  }

  /**
   * Dots that make a mask agree with the clicks that it does not agree with, none of which comes
   * near a click that wants the contrary.
   */
  List<Stroke> dots(MaskPart mask) {
    return points.entrySet().stream()
        .filter(each -> isAgainst(each.getKey(), each.getValue(), mask))
        .map(each -> dot(each.getKey(), each.getValue()))
        .toList();
  }

  private Stroke dot(Pixel pixel, PromptPoint point) {
    double nearest =
        points.entrySet().stream()
            .filter(other -> other.getValue().exclude() != point.exclude())
            .mapToDouble(other -> pixel.distance(other.getKey()))
            .min()
            .orElse(Double.POSITIVE_INFINITY);
    double reach = Math.max(2, REACH * Math.max(size.width(), size.height()));
    double radius = Math.min(reach, 0.49 * nearest);
    double[] centre = {pixel.x() + 0.5, pixel.y() + 0.5};
    return new Stroke(centre, radius, point.exclude());
  }
}
