package dev.chatbrush.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RandomIdsTest {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int MADE = 10_000;

  private final RandomIds ids = new RandomIds();
  private final List<String> made = Stream.generate(ids::next).limit(MADE).toList();

  private static BigInteger number(String id) {
    BigInteger value = BigInteger.ZERO;
    for (char digit : id.toCharArray()) {
      value = value.shiftLeft(5).or(BigInteger.valueOf(ALPHABET.indexOf(digit)));
    }
    return value;
  }

  @Test
  void keepTheirForm() {
    assertThat(made).doesNotHaveDuplicates().allMatch(RandomIds::isId);
  }

  @Test
  void drawEachOf128Bits() {
    List<BigInteger> numbers = made.stream().map(RandomIdsTest::number).toList();
    for (int bit = 0; bit < 128; bit++) {
      int at = bit;
      long ones = numbers.stream().filter(number -> number.testBit(at)).count();

      // 6 standard deviations of a fair coin
      assertThat((double) ones).as("bit %d", bit).isCloseTo(MADE / 2.0, within(300.0));
    }
  }

  @Test
  void tellNoOrder() {
    long rising = 0;
    for (int i = 1; i < MADE; i++) {
      rising += made.get(i).compareTo(made.get(i - 1)) > 0 ? 1 : 0;
    }

    assertThat((double) rising).isCloseTo(MADE / 2.0, within(300.0));
  }

  @Test
  void refuseOtherForms() {
    assertThat(RandomIds.isId("01ARZ3NDEKTSV4RRFFQ69G5FAV")).as("a ULID of before").isTrue();
    assertThat(RandomIds.isId(null)).isFalse();
    assertThat(RandomIds.isId("01arz3ndektsv4rrffq69g5fav")).isFalse();
    assertThat(RandomIds.isId("81ARZ3NDEKTSV4RRFFQ69G5FAV")).isFalse(); // more than 128 bits
    assertThat(RandomIds.isId("01ARZ3NDEKTSV4RRFFQ69G5FA")).isFalse();
    assertThat(RandomIds.isId("01ARZ3NDEKTSV4RRFFQ69G5FAV/..")).isFalse();
  }
}
