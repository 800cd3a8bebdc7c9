package dev.chatbrush.triton;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.chatbrush.triton.error.InvalidInputException;
import dev.chatbrush.triton.error.UnexpectedResponseException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * One dense tensor with its name. Data is little-endian and row-major (KServe v2,
 * "raw_input_contents"). Immutable and safe to share between threads, if the caller keeps its hands
 * off arrays and buffers that a factory wrapped.
 *
 * <p>The constructors refuse data whose length does not fit shape and type.
 *
 * @param name the model's name for this input or output
 * @param type element type
 * @param shape extents; with a batching model the first is the batch
 * @param data the bytes on the wire, shared and not copied
 */
public record Tensor(String name, DataType type, Shape shape, ByteString data) {
  public Tensor {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(shape, "shape");
    Objects.requireNonNull(data, "data");
    // BYTES carries lengths inside; its codec checks them.
    long elements = shape.elementCount();
    long width = type.isFixedWidth() ? type.byteSize() : Integer.BYTES;
    boolean countable = elements <= Long.MAX_VALUE / width;
    boolean fits =
        type.isFixedWidth() ? data.size() == elements * width : data.size() >= elements * width;
    if (!countable || !fits) {
      throw new InvalidInputException(
          "tensor '%s' %s%s needs %s%d bytes, found %d: shape and data disagree"
              .formatted(
                  name,
                  type,
                  shape,
                  type.isFixedWidth() ? "" : "at least ",
                  countable ? elements * width : Long.MAX_VALUE,
                  data.size()));
    }
  }

  /** UINT8; wraps {@code data} without a copy, so do not change it afterwards. */
  public static Tensor ofUint8(String name, byte[] data, long... shape) {
    return wrap(name, DataType.UINT8, data, shape);
  }

  /** INT8; wraps {@code data} without a copy, so do not change it afterwards. */
  public static Tensor ofInt8(String name, byte[] data, long... shape) {
    return wrap(name, DataType.INT8, data, shape);
  }

  /** BOOL, one byte an element. */
  public static Tensor ofBool(String name, boolean[] data, long... shape) {
    return wrap(name, DataType.BOOL, Primitives.bytes(data), shape);
  }

  /** INT16. */
  public static Tensor ofInt16(String name, short[] data, long... shape) {
    return wrap(name, DataType.INT16, Primitives.bytes(data), shape);
  }

  /** UINT16: the bits of {@code data} are taken as unsigned. */
  public static Tensor ofUint16(String name, short[] data, long... shape) {
    return wrap(name, DataType.UINT16, Primitives.bytes(data), shape);
  }

  /** INT32. */
  public static Tensor ofInt32(String name, int[] data, long... shape) {
    return wrap(name, DataType.INT32, Primitives.bytes(data), shape);
  }

  /** UINT32: the bits of {@code data} are taken as unsigned. */
  public static Tensor ofUint32(String name, int[] data, long... shape) {
    return wrap(name, DataType.UINT32, Primitives.bytes(data), shape);
  }

  /** INT64. */
  public static Tensor ofInt64(String name, long[] data, long... shape) {
    return wrap(name, DataType.INT64, Primitives.bytes(data), shape);
  }

  /** UINT64: the bits of {@code data} are taken as unsigned. */
  public static Tensor ofUint64(String name, long[] data, long... shape) {
    return wrap(name, DataType.UINT64, Primitives.bytes(data), shape);
  }

  /** FP16: each value is rounded to the nearest half. */
  public static Tensor ofFp16(String name, float[] data, long... shape) {
    return wrap(name, DataType.FP16, Primitives.fp16Bytes(data), shape);
  }

  /** BF16: each value is rounded to the nearest bfloat16. */
  public static Tensor ofBf16(String name, float[] data, long... shape) {
    return wrap(name, DataType.BF16, Primitives.bf16Bytes(data), shape);
  }

  /** FP32. */
  public static Tensor ofFp32(String name, float[] data, long... shape) {
    return wrap(name, DataType.FP32, Primitives.bytes(data), shape);
  }

  /** FP64. */
  public static Tensor ofFp64(String name, double[] data, long... shape) {
    return wrap(name, DataType.FP64, Primitives.bytes(data), shape);
  }

  /** BYTES: elements of any length and content. */
  public static Tensor ofBytes(String name, List<byte[]> elements, long... shape) {
    Shape extents = Shape.of(shape);
    if (extents.elementCount() != elements.size()) {
      throw new InvalidInputException(
          "tensor '%s' BYTES%s needs %d elements, found %d: shape and data disagree"
              .formatted(name, extents, extents.elementCount(), elements.size()));
    }
    return new Tensor(name, DataType.BYTES, extents, BytesCodec.encode(elements));
  }

  /** BYTES [1] with {@code value} in UTF-8. */
  public static Tensor ofString(String name, String value) {
    return ofBytes(name, List.of(value.getBytes(StandardCharsets.UTF_8)), 1);
  }

  /**
   * Any type, from data that is in wire form already (little-endian, row-major). Wraps the bytes
   * between position and limit without a copy; heap and direct buffers.
   */
  public static Tensor ofRaw(String name, DataType type, Shape shape, ByteBuffer data) {
    return new Tensor(name, type, shape, UnsafeByteOperations.unsafeWrap(data.slice()));
  }

  /** A copy of the elements of a UINT8 tensor; {@link #buffer()} gives them without a copy. */
  public byte[] asUint8() {
    require(DataType.UINT8);
    return data.toByteArray();
  }

  /** A copy of the elements of an INT8 tensor. */
  public byte[] asInt8() {
    require(DataType.INT8);
    return data.toByteArray();
  }

  /** The elements of a BOOL tensor; any byte other than 0 is true. */
  public boolean[] asBool() {
    require(DataType.BOOL);
    return Primitives.booleans(buffer());
  }

  /** The elements of an INT16 or UINT16 tensor, the latter as their bits. */
  public short[] asInt16() {
    require(DataType.INT16, DataType.UINT16);
    return Primitives.shorts(buffer());
  }

  /** The elements of an INT32 or UINT32 tensor, the latter as their bits. */
  public int[] asInt32() {
    require(DataType.INT32, DataType.UINT32);
    return Primitives.ints(buffer());
  }

  /** The elements of an INT64 or UINT64 tensor, the latter as their bits. */
  public long[] asInt64() {
    require(DataType.INT64, DataType.UINT64);
    return Primitives.longs(buffer());
  }

  /** The elements of an FP32 tensor, or of an FP16 or BF16 one, widened exactly. */
  public float[] asFp32() {
    require(DataType.FP32, DataType.FP16, DataType.BF16);
    return Primitives.floats(type, buffer());
  }

  /** The elements of an FP64 tensor. */
  public double[] asFp64() {
    require(DataType.FP64);
    return Primitives.doubles(buffer());
  }

  /** The elements of a BYTES tensor. */
  public List<byte[]> asBytes() {
    require(DataType.BYTES);
    return BytesCodec.decode(name, buffer(), shape.elementCount());
  }

  /** The only element of a BYTES tensor, read as UTF-8. */
  public String asString() {
    List<byte[]> elements = asBytes();
    if (elements.size() != 1) {
      throw new UnexpectedResponseException(
          "expected one string in %s, found %d elements".formatted(this, elements.size()));
    }
    return new String(elements.get(0), StandardCharsets.UTF_8);
  }

  /** The wire form: a read-only, little-endian view of all bytes from index 0, without a copy. */
  public ByteBuffer buffer() {
    // A received tensor lies somewhere in its message; without the slice, index 0 were the
    // message's.
    return data.asReadOnlyByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The same data under another name, as when one model's output is another's input. */
  public Tensor renamed(String newName) {
    return new Tensor(newName, type, shape, data);
  }

  /** The same data as all of a batch: an axis of 1 in front. */
  public Tensor inBatch() {
    return new Tensor(name, type, shape.inBatch(), data);
  }

  /**
   * The same data without the axis of its batch.
   *
   * @throws UnexpectedResponseException unless it is the only one of its batch
   */
  public Tensor outOfBatch() {
    if (shape.rank() == 0 || shape.dim(0) != 1) {
      throw new UnexpectedResponseException("expected a batch of one, found %s".formatted(this));
    }
    return new Tensor(name, type, new Shape(shape.dims().subList(1, shape.rank())), data);
  }

  /** Name, type and shape, never the data: {@code 'image' UINT8[704,704,3]}. */
  @Override
  public String toString() {
    return "'" + name + "' " + type + shape;
  }

  private static Tensor wrap(String name, DataType type, byte[] data, long... shape) {
    return new Tensor(name, type, Shape.of(shape), UnsafeByteOperations.unsafeWrap(data));
  }

  private void require(DataType... wanted) {
    List<DataType> accepted = List.of(wanted);
    if (!accepted.contains(type)) {
      throw new UnexpectedResponseException(
          "expected tensor '%s' of type %s, found %s%s"
              .formatted(name, accepted.size() == 1 ? wanted[0] : accepted, type, shape));
    }
  }
}
