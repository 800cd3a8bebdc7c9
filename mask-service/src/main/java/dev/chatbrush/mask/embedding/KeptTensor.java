package dev.chatbrush.mask.embedding;

import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.HalfFloats;
import dev.chatbrush.triton.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;

/**
 * An encoder's output while it waits: FP32 is kept as FP16, half the bytes, and widened before it
 * is sent. Source: IEEE 754-2008, binary16.
 *
 * @param tensor as it is kept
 * @param halved whether it came as FP32 and is kept as FP16
 */
record KeptTensor(Tensor tensor, boolean halved) {
  private static final float LARGEST_HALF = 65504f;

  /**
   * @param half whether FP32 may be kept as FP16; one with values beyond FP16 stays as it is
   */
  static KeptTensor of(Tensor output, boolean half) {
    if (!half || output.type() != DataType.FP32) {
      return new KeptTensor(output, false);
    }
    float[] values = output.asFp32();
    ByteBuffer halves = allocate(values.length, Short.BYTES);
    for (float value : values) {
      if (!(Math.abs(value) <= LARGEST_HALF)) {
        return new KeptTensor(output, false);
      }
      halves.putShort(HalfFloats.toFp16(value));
    }
    return new KeptTensor(
        Tensor.ofRaw(output.name(), DataType.FP16, output.shape(), halves.flip()), true);
  }

  /** Of the type that the encoder gave. */
  Tensor sent() {
    return halved ? widened() : tensor;
  }

  private Tensor widened() {
    ByteBuffer floats = allocate(Math.toIntExact(tensor.shape().elementCount()), Float.BYTES);
    widen(floats);
    return Tensor.ofRaw(tensor.name(), DataType.FP32, tensor.shape(), floats);
  }

  /** The type that the encoder gave. */
  DataType sentType() {
    return halved ? DataType.FP32 : tensor.type();
  }

  /** How many bytes {@link #sent} has. */
  int sentBytes() {
    return halved ? Math.multiplyExact(tensor.data().size(), 2) : tensor.data().size();
  }

  /** Puts what is sent into other memory, of {@link #sentBytes} bytes, little-endian. */
  void writeTo(ByteBuffer memory) {
    if (halved) {
      widen(memory);
    } else {
      memory.put(tensor.buffer());
    }
  }

  private void widen(ByteBuffer floats) {
    ShortBuffer bits = tensor.buffer().asShortBuffer();
    short[] halves = new short[bits.remaining()];
    bits.get(halves);
    for (int i = 0; i < halves.length; i++) {
      floats.putFloat(i * Float.BYTES, HalfFloats.fromFp16(halves[i]));
    }
  }

  long bytes() {
    return tensor.data().size();
  }

  private static ByteBuffer allocate(int count, int width) {
    return ByteBuffer.allocate(Math.multiplyExact(count, width)).order(ByteOrder.LITTLE_ENDIAN);
  }
}
