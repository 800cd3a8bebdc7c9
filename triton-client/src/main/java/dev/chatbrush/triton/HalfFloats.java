package dev.chatbrush.triton;

/**
 * 16-bit floating point, which Java 17 has no type for. Rounds to nearest, ties to even; keeps
 * infinities, signed zeros, subnormals, and NaN as NaN.
 *
 * <p>Source: IEEE 754-2008 binary16; bfloat16 is the upper half of binary32.
 */
public final class HalfFloats {
  private static final int FP16_INFINITY = 0x7C00;
  private static final int FP16_NAN = 0x7E00;

  private HalfFloats() {}

  /** Bits of the binary16 nearest to {@code value}. */
  public static short toFp16(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int magnitude = bits & 0x7FFF_FFFF;
    if (magnitude > 0x7F80_0000) {
      return (short) (sign | FP16_NAN);
    }
    if (magnitude >= 0x4780_0000) { // 2^16 and above, infinity too
      return (short) (sign | FP16_INFINITY);
    }
    if (magnitude >= 0x3880_0000) { // normal in binary16: 2^-14 and above
      int rounded = magnitude - 0x3800_0000; // the exponent's bias falls from 127 to 15
      return (short) (sign | shiftToNearestEven(rounded, 13));
    }
    if (magnitude < 0x3300_0000) { // below half of the smallest subnormal, 2^-25
      return (short) sign;
    }
    int significand = (magnitude & 0x007F_FFFF) | 0x0080_0000;
    int shift = 126 - (magnitude >>> 23); // puts the unit at 2^-24
    return (short) (sign | shiftToNearestEven(significand, shift));
  }

  /**
   * Value of the binary16 {@code half}, exactly. A half's exponent and fraction, put where a float
   * has them, make the value times 2^-112; so for subnormals too.
   */
  public static float fromFp16(short half) {
    int magnitude = Float.floatToRawIntBits(Float.intBitsToFloat((half & 0x7FFF) << 13) * 0x1p112f);
    if (magnitude >= 0x4780_0000) { // 2^16 and above: what stands for infinity and NaN
      magnitude |= 0x7F80_0000;
    }
    return Float.intBitsToFloat((half & 0x8000) << 16 | magnitude);
  }

  /** Bits of the bfloat16 nearest to {@code value}. */
  public static short toBf16(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return (short) ((bits >>> 16) | 0x0040); // keep it a NaN when only lower bits said so
    }
    int sign = (bits >>> 16) & 0x8000;
    return (short) (sign | shiftToNearestEven(bits & 0x7FFF_FFFF, 16));
  }

  /** Value of the bfloat16 {@code half}, exactly. */
  public static float fromBf16(short half) {
    return Float.intBitsToFloat(half << 16);
  }

  private static int shiftToNearestEven(int value, int shift) {
    int kept = value >>> shift;
    int rest = value & ((1 << shift) - 1);
    int half = 1 << (shift - 1);
    boolean up = rest > half || (rest == half && (kept & 1) == 1);
    return up ? kept + 1 : kept;
  }
}
