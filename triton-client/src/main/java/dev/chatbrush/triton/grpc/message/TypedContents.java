package dev.chatbrush.triton.grpc.message;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.error.UnexpectedResponseException;
import dev.chatbrush.triton.grpc.wire.InferTensorContents;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Turns the typed form of tensor data, in which other KServe v2 servers answer, into the raw one.
 *
 * <p>Source: KServe v2 gRPC, message InferTensorContents.
 */
final class TypedContents {
  private TypedContents() {}

  static ByteString littleEndian(String name, DataType type, InferTensorContents contents) {
    return switch (type) {
      case BOOL -> pack(contents.getBoolContentsList(), 1, (out, v) -> out.put((byte) (v ? 1 : 0)));
      case INT8 -> pack(contents.getIntContentsList(), 1, (out, v) -> out.put(v.byteValue()));
      case INT16 ->
          pack(contents.getIntContentsList(), 2, (out, v) -> out.putShort(v.shortValue()));
      case INT32 -> pack(contents.getIntContentsList(), 4, ByteBuffer::putInt);
      case INT64 -> pack(contents.getInt64ContentsList(), 8, ByteBuffer::putLong);
      case UINT8 -> pack(contents.getUintContentsList(), 1, (out, v) -> out.put(v.byteValue()));
      case UINT16 ->
          pack(contents.getUintContentsList(), 2, (out, v) -> out.putShort(v.shortValue()));
      case UINT32 -> pack(contents.getUintContentsList(), 4, ByteBuffer::putInt);
      case UINT64 -> pack(contents.getUint64ContentsList(), 8, ByteBuffer::putLong);
      case FP32 -> pack(contents.getFp32ContentsList(), 4, ByteBuffer::putFloat);
      case FP64 -> pack(contents.getFp64ContentsList(), 8, ByteBuffer::putDouble);
      case BYTES -> packBytes(contents.getBytesContentsList());
      case FP16, BF16 ->
          throw new UnexpectedResponseException(
              "output '%s': %s has no typed form in the protocol; the server must send raw contents"
                  .formatted(name, type));
    };
  }

  private static <T> ByteString pack(List<T> values, int width, BiConsumer<ByteBuffer, T> putter) {
    ByteBuffer buffer = ByteBuffer.allocate(values.size() * width).order(ByteOrder.LITTLE_ENDIAN);
    values.forEach(value -> putter.accept(buffer, value));
    return UnsafeByteOperations.unsafeWrap(buffer.array());
  }

  private static ByteString packBytes(List<ByteString> elements) {
    int total = elements.stream().mapToInt(element -> Integer.BYTES + element.size()).sum();
    ByteBuffer buffer = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
    for (ByteString element : elements) {
      buffer.putInt(element.size());
      element.copyTo(buffer);
    }
    return UnsafeByteOperations.unsafeWrap(buffer.array());
  }
}
