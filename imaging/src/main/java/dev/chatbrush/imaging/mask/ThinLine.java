package dev.chatbrush.imaging.mask;

import dev.chatbrush.imaging.Luma;
import dev.chatbrush.imaging.Region;
import java.util.Optional;

/**
 * Follows a thing that is only a few pixels wide, such as a wire before the sky, from one of its
 * points to its ends. A pixel belongs to it when it is darker than the pixels at both sides, or
 * lighter than both; an edge is so at one side only, and a surface at none. What spreads like a
 * texture is no line and is not followed.
 */
public final class ThinLine {
  /** How far beside a line its point may be, for nobody clicks exactly. */
  private static final int SNAP = 2;

  /** Grey levels that a line differs at least from what is beside it. */
  private static final int LEAST_CONTRAST = 14;

  /** Share of its first point's contrast that a line may fade to. */
  private static final double FAINTEST = 0.4;

  /** A line goes on behind a gap of one pixel less than this. */
  private static final int REACH = 2;

  /** Times its width that a line is long, at the least. */
  private static final int LEAST_LENGTH = 10;

  private static final int[][] ACROSS = {{1, 0}, {0, 1}, {1, 1}, {1, -1}};

  private final Luma picture;
  private final int width;
  private final boolean dark;

  private ThinLine(Luma picture, int width, boolean dark) {
    this.picture = picture;
    this.width = width;
    this.dark = dark;
  }

  /**
   * The line at that point, a pixel wider at each side for its soft edges; empty when there is
   * none.
   *
   * @param width most pixels that a line may be wide
   */
  public static Optional<MaskPart> at(Luma picture, int x, int y, int width) {
    ThinLine darker = new ThinLine(picture, width, true);
    ThinLine lighter = new ThinLine(picture, width, false);
    int dark = darker.seed(x, y);
    int light = lighter.seed(x, y);
    return darker.contrast(dark) >= lighter.contrast(light)
        ? darker.from(dark)
        : lighter.from(light);
  }

  /** The pixel near the point where a line is plainest. */
  private int seed(int x, int y) {
    int best = y * picture.width() + x;
    for (int row = Math.max(0, y - SNAP); row <= Math.min(picture.height() - 1, y + SNAP); row++) {
      for (int at = Math.max(0, x - SNAP); at <= Math.min(picture.width() - 1, x + SNAP); at++) {
        int pixel = row * picture.width() + at;
        best = contrast(pixel) > contrast(best) ? pixel : best;
      }
    }
    return best;
  }

  /** By how much the pixel differs from both sides, across the direction where that is most. */
  private int contrast(int pixel) {
    int x = pixel % picture.width();
    int y = pixel / picture.width();
    int own = picture.at(x, y);
    int most = 0;
    for (int[] step : ACROSS) {
      for (int distance = 2; distance <= width; distance++) {
        int one = picture.at(x + distance * step[0], y + distance * step[1]);
        int other = picture.at(x - distance * step[0], y - distance * step[1]);
        int less = dark ? Math.min(one, other) - own : own - Math.max(one, other);
        most = Math.max(most, less);
      }
    }
    return most;
  }

  private Optional<MaskPart> from(int seed) {
    int first = contrast(seed);
    if (first < LEAST_CONTRAST) {
      return Optional.empty();
    }
    int least = Math.max(LEAST_CONTRAST, (int) (FAINTEST * first));
    byte[] reached = new byte[picture.values().length];
    int[] queue =
        new int[Math.min(reached.length, 2 * width * (picture.width() + picture.height()))];
    reached[seed] = (byte) 255;
    queue[0] = seed;
    int end = 1;
    for (int at = 0; at < end; at++) {
      int added = spread(queue[at], least, reached, queue, end);
      if (added < 0) {
        return Optional.empty(); // more than any line has
      }
      end += added;
    }
    Mask mask = new Mask(picture.width(), picture.height(), reached);
    return mask.bounds().filter(at -> isLong(at, mask)).map(at -> softened(at, mask));
  }

  /** Adds the pixels near one that belong to the line; -1 when the queue has no room for them. */
  private int spread(int pixel, int least, byte[] reached, int[] queue, int end) {
    int x = pixel % picture.width();
    int y = pixel / picture.width();
    int added = 0;
    for (int row = Math.max(0, y - REACH);
        row <= Math.min(picture.height() - 1, y + REACH);
        row++) {
      for (int at = Math.max(0, x - REACH); at <= Math.min(picture.width() - 1, x + REACH); at++) {
        int next = row * picture.width() + at;
        if (reached[next] == 0 && contrast(next) >= least) {
          if (end + added == queue.length) {
            return -1;
          }
          reached[next] = (byte) 255;
          queue[end + added++] = next;
        }
      }
    }
    return added;
  }

  private boolean isLong(Region at, Mask mask) {
    double length = Math.hypot(at.width(), at.height());
    return length >= LEAST_LENGTH * width && mask.area() <= width * length;
  }

  private static MaskPart softened(Region at, Mask mask) {
    MaskPart line = new MaskPart(mask.width(), mask.height(), at, mask.crop(at));
    return line.map(1, part -> MaskOps.dilate(part, 1));
  }
}
