package dev.chatbrush.triton;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfFloatsTest {
  @ParameterizedTest
  @CsvSource({
    "0.0, 0x0000",
    "-0.0, 0x8000",
    "1.0, 0x3C00",
    "-2.0, 0xC000",
    "65504.0, 0x7BFF",
    "65519.996, 0x7BFF",
    "65520.0, 0x7C00",
    "1e10, 0x7C00",
    "6.103515625e-05, 0x0400",
    "6.097555160522461e-05, 0x03FF",
    "5.960464477539063e-08, 0x0001",
    "2.9802322387695312e-08, 0x0000",
    "2.98023259404789e-08, 0x0001",
    "1.0009765625, 0x3C01",
    "1.00048828125, 0x3C00",
    "1.00146484375, 0x3C02",
    "0.333251953125, 0x3555"
  })
  void nearestBinary16(float value, String bits) {
    assertThat(HalfFloats.toFp16(value)).isEqualTo(Integer.decode(bits).shortValue());
  }

  @Test
  void everyBinary16SurvivesTheWayThereAndBack() {
    for (int bits = 0; bits <= 0xFFFF; bits++) {
      float value = HalfFloats.fromFp16((short) bits);
      short back = HalfFloats.toFp16(value);
      if (Float.isNaN(value)) {
        assertThat(Float.isNaN(HalfFloats.fromFp16(back))).isTrue();
      } else {
        assertThat(back).as("bits %x", bits).isEqualTo((short) bits);
      }
    }
  }

  @Test
  void randomFloatsGoToTheNearestOfTheirNeighbours() {
    Random random = new Random(16);
    for (int i = 0; i < 100_000; i++) {
      float value = (random.nextFloat() - 0.5f) * (1 << random.nextInt(18));
      short half = HalfFloats.toFp16(value);
      float chosen = HalfFloats.fromFp16(half);
      if (Math.abs(value) < 65504f) {
        float above = HalfFloats.fromFp16((short) (half + 1));
        float below = HalfFloats.fromFp16((short) Math.max(half & 0xFFFF, 1));
        assertThat(Math.abs((double) chosen - value))
            .isLessThanOrEqualTo(Math.abs((double) above - value))
            .isLessThanOrEqualTo(Math.abs((double) below - value));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, 0x3F80",
    "-1.0, 0xBF80",
    "1.00390625, 0x3F80",
    "1.01171875, 0x3F82",
    "3.4e38, 0x7F80",
    "0.0, 0x0000",
    "-0.0, 0x8000",
    "1e-40, 0x0001"
  })
  void nearestBfloat16(float value, String bits) {
    assertThat(HalfFloats.toBf16(value)).isEqualTo(Integer.decode(bits).shortValue());
  }

  @Test
  void everyBfloat16SurvivesTheWayThereAndBack() {
    for (int bits = 0; bits <= 0xFFFF; bits++) {
      float value = HalfFloats.fromBf16((short) bits);
      short back = HalfFloats.toBf16(value);
      if (Float.isNaN(value)) {
        assertThat(Float.isNaN(HalfFloats.fromBf16(back))).isTrue();
      } else {
        assertThat(back).as("bits %x", bits).isEqualTo((short) bits);
      }
    }
  }
}
