package dev.chatbrush.imaging.codec.png;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Chunks of a PNG file as they are written. Source: PNG Specification, section 5. */
final class PngChunks {
  private static final int ROOM = 1 << 16;

  private byte[] out;
  private int size;
  private int start;

  /**
   * @param estimate of all bytes; more fit too
   */
  PngChunks(int estimate) {
    this.out = new byte[estimate];
  }

  int size() {
    return size;
  }

  byte[] toBytes() {
    return size == out.length ? out : Arrays.copyOf(out, size);
  }

  /** Begins a chunk; what is put next is its data. */
  PngChunks begin(String type) {
    start = size;
    putInt(0);
    for (int i = 0; i < type.length(); i++) {
      put(new byte[] {(byte) type.charAt(i)}, 1);
    }
    return this;
  }

  /** Ends the chunk: its length and checksum are known now. */
  PngChunks end() {
    int length = size - start - 8;
    CRC32 crc = new CRC32();
    crc.update(out, start + 4, length + 4);
    writeInt(start, length);
    return putInt((int) crc.getValue());
  }

  PngChunks put(byte[] bytes, int count) {
    reserve(count);
    System.arraycopy(bytes, 0, out, size, count);
    size += count;
    return this;
  }

  PngChunks put(byte[] bytes) {
    return put(bytes, bytes.length);
  }

  PngChunks putInt(int value) {
    reserve(4);
    writeInt(size, value);
    size += 4;
    return this;
  }

  /** All that the deflater can give now. */
  PngChunks put(Deflater deflater) {
    int count;
    do {
      reserve(ROOM);
      count = deflater.deflate(out, size, out.length - size);
      size += count;
    } while (count > 0 && !deflater.finished());
    return this;
  }

  PngChunks put(PngChunks others) {
    return put(others.out, others.size);
  }

  private void writeInt(int at, int value) {
    out[at] = (byte) (value >>> 24);
    out[at + 1] = (byte) (value >>> 16);
    out[at + 2] = (byte) (value >>> 8);
    out[at + 3] = (byte) value;
  }

  private void reserve(int count) {
    if (out.length - size < count) {
      out = Arrays.copyOf(out, Math.max(out.length + out.length / 2, size + count));
    }
  }
}
