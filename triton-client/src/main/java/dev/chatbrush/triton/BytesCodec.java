package dev.chatbrush.triton;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.chatbrush.triton.error.InvalidInputException;
import dev.chatbrush.triton.error.UnexpectedResponseException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * BYTES elements on the wire: each is a 4-byte little-endian length and that many bytes.
 *
 * <p>Source: KServe v2 binary tensor data extension.
 */
final class BytesCodec {
  private static final int LENGTH_BYTES = Integer.BYTES;

  private BytesCodec() {}

  static ByteString encode(List<byte[]> elements) {
    long total = 0;
    for (byte[] element : elements) {
      total += LENGTH_BYTES + (long) element.length;
    }
    if (total > Integer.MAX_VALUE) {
      throw new InvalidInputException(
          "BYTES elements take %d bytes together; a tensor holds at most %d"
              .formatted(total, Integer.MAX_VALUE));
    }
    ByteBuffer buffer = ByteBuffer.allocate((int) total).order(ByteOrder.LITTLE_ENDIAN);
    for (byte[] element : elements) {
      buffer.putInt(element.length).put(element);
    }
    return UnsafeByteOperations.unsafeWrap(buffer.array());
  }

  /** Decodes exactly {@code count} elements, which must use up the data. */
  static List<byte[]> decode(String tensor, ByteBuffer data, long count) {
    List<byte[]> elements = new ArrayList<>();
    for (long index = 0; index < count; index++) {
      int length = data.remaining() < LENGTH_BYTES ? -1 : data.getInt();
      if (length < 0 || length > data.remaining()) {
        throw new UnexpectedResponseException(
            "tensor '%s': BYTES element %d of %d runs past the end of the data; the sender's lengths are wrong"
                .formatted(tensor, index, count));
      }
      byte[] element = new byte[length];
      data.get(element);
      elements.add(element);
    }
    if (data.hasRemaining()) {
      throw new UnexpectedResponseException(
          "tensor '%s': %d bytes are left after its %d BYTES elements; shape and data disagree"
              .formatted(tensor, data.remaining(), count));
    }
    return elements;
  }
}
