package dev.chatbrush.imaging.mask;

import dev.chatbrush.imaging.Region;
import java.util.BitSet;
import java.util.Optional;

/**
 * The outline of a mask along the edges of its pixels, as an SVG path: {@code M} to a corner, then
 * {@code h} and {@code v} in turn. Filled by the even-odd rule it covers exactly the selected
 * pixels. Pixels that touch at a corner only are outlined apart.
 *
 * <p>Source: crack following, Rosenfeld and Kak 1982, "Digital Picture Processing", 11.2.
 */
public final class Contours {
  /** Right, down, left, up: the way along an edge with the selected pixels on its right. */
  private static final int[] STEP_X = {1, 0, -1, 0};

  private static final int[] STEP_Y = {0, 1, 0, -1};

  /**
   * The pixel ahead on the right of a corner, by direction; ahead on the left is the next one's.
   */
  private static final int[] RIGHT_X = {0, -1, -1, 0};

  private static final int[] RIGHT_Y = {0, 0, -1, -1};

  private final Mask mask;
  private final BitSet followed;
  private final StringBuilder path = new StringBuilder();

  private Contours(Mask mask) {
    this.mask = mask;
    this.followed = new BitSet(mask.values().length);
  }

  /** In pixels of the mask; empty when nothing is selected. */
  public static String svgPath(Mask mask) {
    return svgPath(MaskPart.of(mask));
  }

  /** In pixels of the picture; empty when nothing is selected. */
  public static String svgPath(MaskPart part) {
    Optional<Region> bounds = part.mask().bounds();
    if (bounds.isEmpty()) {
      return "";
    }
    Contours contours = new Contours(part.mask());
    for (int y = bounds.get().y(); y < bounds.get().bottom(); y++) {
      for (int x = bounds.get().x(); x < bounds.get().right(); x++) {
        if (contours.hasOpenTop(x, y)) {
          contours.follow(x, y, part.at());
        }
      }
    }
    return contours.path.toString();
  }

  private boolean hasOpenTop(int x, int y) {
    return mask.selected(x, y) && !selected(x, y - 1) && !followed.get(y * mask.width() + x);
  }

  /** Once around, from the left end of a pixel's upper edge. */
  private void follow(int startX, int startY, Region at) {
    int x = startX;
    int y = startY;
    int direction = 0;
    path.append('M').append(at.x() + x).append(' ').append(at.y() + y);
    do {
      int length = 0;
      int turn;
      do {
        if (direction == 0) {
          followed.set(y * mask.width() + x);
        }
        x += STEP_X[direction];
        y += STEP_Y[direction];
        length++;
        turn = turn(x, y, direction);
      } while (turn == 0);
      int signed = direction < 2 ? length : -length;
      path.append(direction % 2 == 0 ? 'h' : 'v').append(signed);
      direction = (direction + turn) & 3;
    } while (x != startX || y != startY || direction != 0);
    path.append('z');
  }

  /** 1 to the right, 3 to the left, 0 straight on. */
  private int turn(int x, int y, int direction) {
    int left = (direction + 3) & 3;
    if (!selected(x + RIGHT_X[direction], y + RIGHT_Y[direction])) {
      return 1;
    }
    return selected(x + RIGHT_X[left], y + RIGHT_Y[left]) ? 3 : 0;
  }

  private boolean selected(int x, int y) {
    return x >= 0 && y >= 0 && x < mask.width() && y < mask.height() && mask.selected(x, y);
  }
}
