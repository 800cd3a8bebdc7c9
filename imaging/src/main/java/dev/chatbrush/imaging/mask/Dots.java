package dev.chatbrush.imaging.mask;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The holes and islands of a mask that are too small to be meant: a network's mask has them where
 * its answer is about even.
 */
public final class Dots {
  private Dots() {}

  /**
   * The mask with its small holes selected, with all that is in them, and then its small islands
   * gone; the largest part stays whatever its size.
   *
   * @param share of the largest part's area, below which a hole or an island is a dot
   * @return the same part where it has none
   */
  public static MaskPart remove(MaskPart part, double share) {
    Components islands = Components.of(part.mask(), true, true);
    MaskPart filled = withoutHoles(part, share * largest(islands));
    return filled == part
        ? withoutIslands(part, islands, share)
        : withoutIslands(filled, Components.of(filled.mask(), true, true), share);
  }

  private static MaskPart withoutHoles(MaskPart part, double least) {
    Components others = Components.of(part.mask(), false, false);
    long[] areas = others.areas();
    // A side of the part that is the picture's edge too lets nothing out.
    IntPredicate closed =
        others.notTouching(
            part.at().x() > 0 ? 0 : -1,
            part.at().y() > 0 ? 0 : -1,
            part.at().right() < part.width() ? part.mask().width() : -1,
            part.at().bottom() < part.height() ? part.mask().height() : -1);
    IntPredicate holes = label -> areas[label] < least && closed.test(label);
    return painted(part, others, holes, (byte) 255);
  }

  private static MaskPart withoutIslands(MaskPart part, Components islands, double share) {
    long[] areas = islands.areas();
    double least = share * largest(islands);
    return painted(part, islands, label -> areas[label] < least, (byte) 0);
  }

  private static long largest(Components parts) {
    return Arrays.stream(parts.areas()).max().orElse(0);
  }

  private static MaskPart painted(
      MaskPart part, Components components, IntPredicate labels, byte value) {
    if (!components.any(labels)) {
      return part;
    }
    byte[] out = part.mask().values().clone();
    components.paint(labels, out, value);
    return part.map(0, mask -> new Mask(mask.width(), mask.height(), out));
  }
}
