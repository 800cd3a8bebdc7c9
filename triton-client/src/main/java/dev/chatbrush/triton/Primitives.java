package dev.chatbrush.triton;

import dev.chatbrush.triton.error.InvalidInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Primitive arrays to little-endian bytes and back; one bulk copy each where Java allows it. */
final class Primitives {
  private Primitives() {}

  static byte[] bytes(boolean[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) (values[i] ? 1 : 0);
    }
    return bytes;
  }

  static byte[] bytes(short[] values) {
    ByteBuffer buffer = allocate(values.length, Short.BYTES);
    buffer.asShortBuffer().put(values);
    return buffer.array();
  }

  static byte[] bytes(int[] values) {
    ByteBuffer buffer = allocate(values.length, Integer.BYTES);
    buffer.asIntBuffer().put(values);
    return buffer.array();
  }

  static byte[] bytes(long[] values) {
    ByteBuffer buffer = allocate(values.length, Long.BYTES);
    buffer.asLongBuffer().put(values);
    return buffer.array();
  }

  static byte[] bytes(float[] values) {
    ByteBuffer buffer = allocate(values.length, Float.BYTES);
    buffer.asFloatBuffer().put(values);
    return buffer.array();
  }

  static byte[] bytes(double[] values) {
    ByteBuffer buffer = allocate(values.length, Double.BYTES);
    buffer.asDoubleBuffer().put(values);
    return buffer.array();
  }

  static byte[] fp16Bytes(float[] values) {
    ByteBuffer buffer = allocate(values.length, Short.BYTES);
    for (float value : values) {
      buffer.putShort(HalfFloats.toFp16(value));
    }
    return buffer.array();
  }

  static byte[] bf16Bytes(float[] values) {
    ByteBuffer buffer = allocate(values.length, Short.BYTES);
    for (float value : values) {
      buffer.putShort(HalfFloats.toBf16(value));
    }
    return buffer.array();
  }

  static boolean[] booleans(ByteBuffer buffer) {
    boolean[] values = new boolean[buffer.remaining()];
    for (int i = 0; i < values.length; i++) {
      values[i] = buffer.get() != 0;
    }
    return values;
  }

  static short[] shorts(ByteBuffer buffer) {
    short[] values = new short[buffer.remaining() / Short.BYTES];
    buffer.asShortBuffer().get(values);
    return values;
  }

  static int[] ints(ByteBuffer buffer) {
    int[] values = new int[buffer.remaining() / Integer.BYTES];
    buffer.asIntBuffer().get(values);
    return values;
  }

  static long[] longs(ByteBuffer buffer) {
    long[] values = new long[buffer.remaining() / Long.BYTES];
    buffer.asLongBuffer().get(values);
    return values;
  }

  static double[] doubles(ByteBuffer buffer) {
    double[] values = new double[buffer.remaining() / Double.BYTES];
    buffer.asDoubleBuffer().get(values);
    return values;
  }

  static float[] floats(DataType type, ByteBuffer buffer) {
    float[] values = new float[buffer.remaining() / type.byteSize()];
    if (type == DataType.FP32) {
      buffer.asFloatBuffer().get(values);
      return values;
    }
    for (int i = 0; i < values.length; i++) {
      short half = buffer.getShort();
      values[i] = type == DataType.FP16 ? HalfFloats.fromFp16(half) : HalfFloats.fromBf16(half);
    }
    return values;
  }

  private static ByteBuffer allocate(int count, int width) {
    long size = (long) count * width;
    if (size > Integer.MAX_VALUE) {
      throw new InvalidInputException(
          "%d elements of %d bytes do not fit in one tensor of at most %d bytes"
              .formatted(count, width, Integer.MAX_VALUE));
    }
    return ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
