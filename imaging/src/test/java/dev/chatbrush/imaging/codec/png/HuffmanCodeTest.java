package dev.chatbrush.imaging.codec.png;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HuffmanCodeTest {
  private static final int LIMIT = 12;

  @Test
  void whatOccursMoreHasNoLongerCode() {
    assertThat(HuffmanCode.lengths(new int[] {5, 0, 1, 1, 9}, LIMIT))
        .containsExactly(2, 0, 3, 3, 1);
  }

  /** Fibonacci's numbers make the deepest tree there is. */
  @Test
  void noCodeIsLongerThanTheLimit() {
    int[] counts = new int[30];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = i < 2 ? 1 : counts[i - 1] + counts[i - 2];
    }

    byte[] lengths = HuffmanCode.lengths(counts, LIMIT);

    assertThat(lengths).doesNotContain(0);
    for (byte length : lengths) {
      assertThat(length).isLessThanOrEqualTo((byte) LIMIT);
    }
    assertThat(shareUsed(lengths)).isEqualTo(1 << LIMIT);
  }

  @Test
  void codesAreWholeWhateverTheCounts() {
    Random random = new Random(1);
    for (int round = 0; round < 500; round++) {
      int[] counts = new int[286];
      int symbols = 2 + random.nextInt(285);
      for (int i = 0; i < symbols; i++) {
        counts[i] = 1 + (int) Math.exp(random.nextDouble() * 11);
      }

      assertThat(shareUsed(HuffmanCode.lengths(counts, LIMIT))).isEqualTo(1 << LIMIT);
    }
  }

  /** RFC 1951, 3.2.2: the example of eight symbols, there with the highest bit first. */
  @Test
  void codesAreThoseOfTheSpecification() {
    int[] codes = HuffmanCode.codes(new byte[] {3, 3, 3, 3, 3, 2, 4, 4});

    assertThat(codes).containsExactly(0b010, 0b110, 0b001, 0b101, 0b011, 0b00, 0b0111, 0b1111);
  }

  /** Kraft's sum, in parts of the longest code. */
  private static int shareUsed(byte[] lengths) {
    int sum = 0;
    for (byte length : lengths) {
      sum += length == 0 ? 0 : 1 << (LIMIT - length);
    }
    return sum;
  }
}
