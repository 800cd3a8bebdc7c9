package dev.chatbrush.imaging.mask;

import java.util.Arrays;

/**
 * Run lengths as the short text of COCO's {@code "counts"}: each count, from the third on less the
 * one two before it, in groups of five bits, lowest first, as characters from {@code '0'} on; bit 5
 * of a character says that more follow, bit 4 of the last one is the sign. Source: COCO API, RLE
 * string format.
 */
final class CocoString {
  private static final int FIRST_CHARACTER = 48;
  private static final int MORE = 0x20;
  private static final int SIGN = 0x10;
  private static final int LONGEST_COUNT = 7; // characters that 32 bits and a sign need

  private CocoString() {}

  static String encode(int[] counts) {
    StringBuilder text = new StringBuilder(counts.length * 2);
    for (int i = 0; i < counts.length; i++) {
      long rest = i > 2 ? (long) counts[i] - counts[i - 2] : counts[i];
      boolean more;
      do {
        int five = (int) (rest & 0x1f);
        rest >>= 5;
        more = (five & SIGN) != 0 ? rest != -1 : rest != 0;
        text.append((char) ((more ? five | MORE : five) + FIRST_CHARACTER));
      } while (more);
    }
    return text.toString();
  }

  /**
   * @throws IllegalArgumentException when the text is no run lengths
   */
  static int[] decode(String text) {
    int[] counts = new int[16];
    int size = 0;
    int at = 0;
    while (at < text.length()) {
      long value = 0;
      int length = 0;
      int five;
      do {
        five = character(text, at++);
        value |= (long) (five & 0x1f) << (5 * length++);
      } while ((five & MORE) != 0 && length < LONGEST_COUNT);
      if ((five & SIGN) != 0) {
        value |= -1L << (5 * length);
      }
      value += size > 2 ? counts[size - 2] : 0;
      if (value != (int) value) {
        throw new IllegalArgumentException("a run of %d pixels is no run".formatted(value));
      }
      if (size == counts.length) {
        counts = Arrays.copyOf(counts, size * 2);
      }
      counts[size++] = (int) value;
    }
    return Arrays.copyOf(counts, size);
  }

  private static int character(String text, int at) {
    int value = at < text.length() ? text.charAt(at) - FIRST_CHARACTER : -1;
    if (value < 0 || value > (MORE | 0x1f)) {
      throw new IllegalArgumentException(
          at < text.length()
              ? "character %d of the run lengths, '%c', is none of theirs"
                  .formatted(at, text.charAt(at))
              : "the run lengths end in the middle of a count");
    }
    return value;
  }
}
