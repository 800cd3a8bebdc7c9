package dev.chatbrush.imaging.codec.file;

import java.nio.charset.StandardCharsets;

/** Numbers out of a file's bytes; a read beyond the end is a damaged picture, not a crash. */
public final class ByteReader {
  private final byte[] bytes;

  public ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  public int length() {
    return bytes.length;
  }

  public int unsigned8(int at) {
    require(at, 1);
    return bytes[at] & 0xff;
  }

  public int unsigned16(int at) {
    require(at, 2);
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  public int int32(int at) {
    return unsigned16(at) << 16 | unsigned16(at + 2);
  }

  public int unsigned16Little(int at) {
    require(at, 2);
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }

  public int unsigned24Little(int at) {
    return unsigned16Little(at) | unsigned8(at + 2) << 16;
  }

  public int int32Little(int at) {
    return unsigned16Little(at) | unsigned16Little(at + 2) << 16;
  }

  /** So many Latin-1 characters. */
  public String text(int at, int length) {
    require(at, length);
    return new String(bytes, at, length, StandardCharsets.ISO_8859_1);
  }

  public boolean startsWith(int at, String text) {
    return at >= 0 && bytes.length - at >= text.length() && text(at, text.length()).equals(text);
  }

  private void require(int at, int count) {
    if (at < 0 || count < 0 || at > bytes.length - count) {
      throw new ImageCorruptException(
          "The picture file is cut off: it ends after %d bytes, in the middle of its data."
              .formatted(bytes.length));
    }
  }
}
