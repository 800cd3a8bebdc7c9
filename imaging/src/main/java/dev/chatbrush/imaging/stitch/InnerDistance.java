package dev.chatbrush.imaging.stitch;

import dev.chatbrush.imaging.mask.Mask;

/**
 * How deep inside a mask each pixel lies, by the 3-4 chamfer: about three a pixel. The picture's
 * edge is no edge of the mask. Source: Borgefors 1986, "Distance transformations in digital
 * images".
 */
final class InnerDistance {
  private static final int STRAIGHT = 3;
  private static final int DIAGONAL = 4;

  private InnerDistance() {}

  /** A depth in pixels in the unit of {@link #of}. */
  static int scaled(int pixels) {
    return pixels * STRAIGHT;
  }

  /** int [height, width]: 0 where the mask is 0, at most {@code scaled(limit)}. */
  static int[] of(Mask mask, int limit) {
    int width = mask.width();
    int height = mask.height();
    byte[] values = mask.values();
    int most = scaled(limit);
    int[] depth = new int[values.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        depth[i] = values[i] == 0 ? 0 : nearest(depth, i, x, y > 0, width, -1, most);
      }
    }
    for (int y = height - 1; y >= 0; y--) {
      for (int x = width - 1; x >= 0; x--) {
        int i = y * width + x;
        if (depth[i] > 0) {
          depth[i] = nearest(depth, i, x, y < height - 1, width, 1, depth[i]);
        }
      }
    }
    return depth;
  }

  /** The least over the four neighbours already seen; {@code way} is -1 going down, 1 going up. */
  private static int nearest(
      int[] depth, int i, int x, boolean hasRow, int width, int way, int most) {
    int best = most;
    boolean hasBehind = way < 0 ? x > 0 : x < width - 1;
    boolean hasAhead = way < 0 ? x < width - 1 : x > 0;
    if (hasBehind) {
      best = Math.min(best, depth[i + way] + STRAIGHT);
    }
    if (hasRow) {
      int row = i + way * width;
      best = Math.min(best, depth[row] + STRAIGHT);
      if (hasBehind) {
        best = Math.min(best, depth[row + way] + DIAGONAL);
      }
      if (hasAhead) {
        best = Math.min(best, depth[row - way] + DIAGONAL);
      }
    }
    return best;
  }
}
