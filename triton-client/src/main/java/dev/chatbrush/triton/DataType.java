package dev.chatbrush.triton;

import dev.chatbrush.triton.error.UnexpectedResponseException;
import java.util.Arrays;

/**
 * Element types of the KServe v2 protocol, named as on the wire.
 *
 * <p>Source: KServe v2 protocol, "Tensor Data Types"; BF16 is Triton's.
 */
public enum DataType {
  BOOL(1),
  UINT8(1),
  UINT16(2),
  UINT32(4),
  UINT64(8),
  INT8(1),
  INT16(2),
  INT32(4),
  INT64(8),
  FP16(2),
  BF16(2),
  FP32(4),
  FP64(8),
  /** Byte strings of any length; each element carries a 4-byte little-endian length. */
  BYTES(0);

  private final int byteSize;

  DataType(int byteSize) {
    this.byteSize = byteSize;
  }

  /** Bytes of one element; 0 for {@link #BYTES}, whose elements have no fixed width. */
  public int byteSize() {
    return byteSize;
  }

  /** False only for {@link #BYTES}. */
  public boolean isFixedWidth() {
    return byteSize > 0;
  }

  /**
   * The type of that wire name.
   *
   * @throws UnexpectedResponseException for a name that the protocol does not have
   */
  public static DataType ofWireName(String name) {
    for (DataType type : values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    throw new UnexpectedResponseException(
        "the server named a data type '%s'; this client knows %s: update triton-client"
            .formatted(name, Arrays.toString(values())));
  }
}
