package dev.chatbrush.triton.contract;

import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A tensor of each type with the values that break naive code. */
final class Samples {
  private static final float[] FLOATS = {
    0f, -0f, 1.5f, -2.75f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, 1e-7f
  };

  private Samples() {}

  /** Named after its type. */
  static Tensor of(DataType type) {
    return of(type, type.name());
  }

  static Tensor of(DataType type, String name) {
    return switch (type) {
      case BOOL -> Tensor.ofBool(name, new boolean[] {true, false, true}, 3);
      case UINT8 -> Tensor.ofUint8(name, new byte[] {0, 127, (byte) 128, (byte) 255}, 4);
      case INT8 -> Tensor.ofInt8(name, new byte[] {-128, -1, 0, 127}, 4);
      case UINT16 -> Tensor.ofUint16(name, new short[] {0, Short.MAX_VALUE, -1}, 3);
      case INT16 -> Tensor.ofInt16(name, new short[] {Short.MIN_VALUE, -1, Short.MAX_VALUE}, 3);
      case UINT32 -> Tensor.ofUint32(name, new int[] {0, Integer.MAX_VALUE, -1}, 3);
      case INT32 -> Tensor.ofInt32(name, new int[] {Integer.MIN_VALUE, -1, 0x01020304}, 3);
      case UINT64 -> Tensor.ofUint64(name, new long[] {0, Long.MAX_VALUE, -1}, 3);
      case INT64 -> Tensor.ofInt64(name, new long[] {Long.MIN_VALUE, -1, 0x0102030405060708L}, 3);
      case FP16 -> Tensor.ofFp16(name, FLOATS, FLOATS.length);
      case BF16 -> Tensor.ofBf16(name, FLOATS, FLOATS.length);
      case FP32 -> Tensor.ofFp32(name, FLOATS, FLOATS.length);
      case FP64 -> Tensor.ofFp64(name, new double[] {0, -0.0, Math.PI, Double.NaN, 5e-324}, 5);
      case BYTES -> Tensor.ofBytes(name, List.of("고양이".getBytes(StandardCharsets.UTF_8)), 1);
    };
  }
}
