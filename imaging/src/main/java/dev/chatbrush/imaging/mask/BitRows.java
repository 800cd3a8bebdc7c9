package dev.chatbrush.imaging.mask;

import dev.chatbrush.imaging.Region;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Two-valued pixels as bits, 64 to a word, the leftmost pixel in the lowest bit. Growth works on
 * these, since one instruction then moves 64 pixels or more.
 */
final class BitRows {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long TOP_BITS = 0x8080808080808080L;
  private static final long LOW_BITS = 0x0101010101010101L;

  /** Moves the lowest bit of byte i to bit 56 + i: adds 2^(56 - 7i) for each i; no two meet. */
  private static final long GATHER = 0x0102040810204080L;

  private BitRows() {}

  static int words(int pixels) {
    return (pixels + 63) >> 6;
  }

  /**
   * Adds a row of pixels to {@code row}, the first of them at bit {@code shift}.
   *
   * @param others whether the unselected pixels count instead of the selected
   * @return whether any bit was set
   */
  static boolean pack(byte[] values, int from, int count, boolean others, long[] row, int shift) {
    long seen = 0;
    for (int i = 0; i < count; i += 64) {
      int pixels = Math.min(64, count - i);
      long word = word(values, from + i, pixels);
      if (others) {
        word = ~word & (-1L >>> (64 - pixels));
      }
      if (word != 0) {
        int at = (shift + i) >> 6;
        int bit = (shift + i) & 63;
        row[at] |= word << bit;
        if (bit > 0 && at + 1 < row.length) {
          row[at + 1] |= word >>> (64 - bit);
        }
        seen |= word;
      }
    }
    return seen != 0;
  }

  private static long word(byte[] values, int from, int pixels) {
    long word = 0;
    int i = 0;
    for (; i + 8 <= pixels; i += 8) {
      long eight = (long) LONGS.get(values, from + i);
      word |= ((eight >>> 7 & LOW_BITS) * GATHER >>> 56) << i;
    }
    for (; i < pixels; i++) {
      word |= (long) ((values[from + i] & 0xff) >> 7) << i;
    }
    return word;
  }

  /** Writes 255 for each set bit among the first {@code count}; others are left as they are. */
  static void unpack(long[] bits, int firstWord, int count, byte[] out, int to) {
    for (int i = 0; i < count; i += 64) {
      long word = bits[firstWord + (i >> 6)];
      if (count - i < 64) {
        word &= -1L >>> (64 - (count - i));
      }
      int at = to + i;
      while (word != 0) {
        int start = Long.numberOfTrailingZeros(word);
        int length = Long.numberOfTrailingZeros(~(word >>> start));
        Arrays.fill(out, at + start, at + start + length, (byte) 255);
        if (start + length == 64) {
          break;
        }
        word &= -1L << (start + length);
      }
    }
  }

  /** Whether a mask's value counts as selected. */
  static boolean isSelected(byte value) {
    return value < 0; // the top bit: 128 and more
  }

  /** Index of the first selected pixel in {@code [from, to)}; {@code to} when there is none. */
  static int firstSelected(byte[] values, int from, int to) {
    return first(true, values, from, to);
  }

  /** Index of the first pixel in {@code [from, to)} that is selected, or is not; or {@code to}. */
  static int first(boolean selected, byte[] values, int from, int to) {
    long others = selected ? 0 : TOP_BITS;
    int i = from;
    while (i + 8 <= to && ((long) LONGS.get(values, i) & TOP_BITS) == others) {
      i += 8;
    }
    while (i < to && isSelected(values[i]) != selected) {
      i++;
    }
    return i;
  }

  /** Index of the last selected pixel in {@code [from, to)}, which must hold one. */
  static int lastSelected(byte[] values, int from, int to) {
    int i = to;
    while (i - 8 >= from && ((long) LONGS.get(values, i - 8) & TOP_BITS) == 0) {
      i -= 8;
    }
    while (!isSelected(values[i - 1])) {
      i--;
    }
    return i - 1;
  }

  /** Every pixel of the region whose bit is not set becomes 255. */
  static void unpackOthers(long[] bits, Region region, int maskWidth, byte[] out) {
    int words = words(region.width());
    for (int y = 0; y < region.height(); y++) {
      for (int i = y * words; i < (y + 1) * words; i++) {
        bits[i] = ~bits[i];
      }
      unpack(bits, y * words, region.width(), out, (region.y() + y) * maskWidth + region.x());
    }
  }
}
