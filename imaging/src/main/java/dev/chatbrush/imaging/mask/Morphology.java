package dev.chatbrush.imaging.mask;

import dev.chatbrush.imaging.Region;
import java.util.Arrays;
import java.util.Optional;

/**
 * Growing and shrinking, exact for any radius and any shape of mask. A row at a vertical distance d
 * from a selected row is selected as far to the sides as the element is wide there, so each row is
 * widened step by step and laid onto the rows around it, 64 pixels to a word.
 *
 * <p>Source: Serra 1982, "Image Analysis and Mathematical Morphology": dilation as a union of
 * translates; widening by doubling after van Herk 1992.
 */
final class Morphology {
  private Morphology() {}

  /** How far a disk of that radius reaches to the sides, by distance in rows. */
  static int[] disk(int radius) {
    int[] halfWidth = new int[radius + 1];
    for (int distance = 0; distance <= radius; distance++) {
      halfWidth[distance] =
          (int) Math.sqrt((double) radius * radius - (double) distance * distance);
    }
    return halfWidth;
  }

  /** As {@link #disk} for a square of {@code 2 * radius + 1} pixels a side. */
  static int[] square(int radius) {
    int[] halfWidth = new int[radius + 1];
    Arrays.fill(halfWidth, radius);
    return halfWidth;
  }

  /** {@code halfWidth[d]}: how far a pixel reaches to the sides in rows at a distance of d. */
  static Mask dilate(Mask mask, int[] halfWidth) {
    byte[] out = new byte[mask.values().length];
    Optional<Region> bounds = mask.bounds();
    if (bounds.isPresent()) {
      Region core = bounds.get();
      Region box = core.grow(halfWidth.length - 1, mask.width(), mask.height());
      long[] grown = grow(mask, core, box, false, halfWidth);
      int words = BitRows.words(box.width());
      for (int y = 0; y < box.height(); y++) {
        int to = (box.y() + y) * mask.width() + box.x();
        BitRows.unpack(grown, y * words, box.width(), out, to);
      }
    }
    return new Mask(mask.width(), mask.height(), out);
  }

  /**
   * The other pixels grow; those beyond the picture's edge do not. One ring of them around the
   * selected stands for all behind it: none is nearer to any selected pixel.
   */
  static Mask erode(Mask mask, int[] halfWidth) {
    byte[] out = new byte[mask.values().length];
    Optional<Region> bounds = mask.bounds();
    if (bounds.isPresent()) {
      Region box = bounds.get().grow(1, mask.width(), mask.height());
      long[] grown = grow(mask, box, box, true, halfWidth);
      BitRows.unpackOthers(grown, box, mask.width(), out);
    }
    return new Mask(mask.width(), mask.height(), out);
  }

  /** long [box.height, words]: what the pixels of {@code core} grow to inside {@code box}. */
  private static long[] grow(Mask mask, Region core, Region box, boolean others, int[] halfWidth) {
    int words = BitRows.words(box.width());
    long[] grown = new long[box.height() * words];
    long[] row = new long[words];
    long[] spare = new long[words];
    for (int y = core.y(); y < core.bottom(); y++) {
      Arrays.fill(row, 0);
      int from = y * mask.width() + core.x();
      if (BitRows.pack(mask.values(), from, core.width(), others, row, core.x() - box.x())) {
        int reached = 0;
        for (int distance = halfWidth.length - 1; distance >= 0; distance--) {
          widen(row, spare, halfWidth[distance] - reached);
          reached = halfWidth[distance];
          lay(row, grown, y - box.y() - distance, box.height());
          lay(row, grown, y - box.y() + distance, box.height());
        }
      }
    }
    return grown;
  }

  private static void lay(long[] row, long[] grown, int y, int height) {
    if (y >= 0 && y < height) {
      int at = y * row.length;
      for (int i = 0; i < row.length; i++) {
        grown[at + i] |= row[i];
      }
    }
  }

  /**
   * Widens by {@code pixels} to each side. Each side by itself: a way that first goes the other way
   * would lead over the picture's edge, where nothing is kept.
   */
  private static void widen(long[] row, long[] spare, int pixels) {
    System.arraycopy(row, 0, spare, 0, row.length);
    int reached = 0;
    while (reached < pixels) {
      int step = Math.min(reached + 1, pixels - reached); // a reach of n leaves no gap at n + 1
      spreadRight(row, step);
      spreadLeft(spare, step);
      reached += step;
    }
    for (int i = 0; i < row.length; i++) {
      row[i] |= spare[i];
    }
  }

  /** Adds the row moved by {@code step}; from its end, so that what is read is as it was. */
  private static void spreadRight(long[] row, int step) {
    int words = step >> 6;
    int bits = step & 63;
    int rest = 63 - bits; // after one more bit: a shift by 64 would be none at all
    for (int i = row.length - 1; i > words; i--) {
      row[i] |= row[i - words] << bits | row[i - words - 1] >>> 1 >>> rest;
    }
    if (words < row.length) {
      row[words] |= row[0] << bits;
    }
  }

  /** As {@link #spreadRight}, from the beginning. */
  private static void spreadLeft(long[] row, int step) {
    int words = step >> 6;
    int bits = step & 63;
    int rest = 63 - bits;
    int last = row.length - 1 - words;
    for (int i = 0; i < last; i++) {
      row[i] |= row[i + words] >>> bits | row[i + words + 1] << 1 << rest;
    }
    if (last >= 0) {
      row[last] |= row[row.length - 1] >>> bits;
    }
  }
}
