package dev.chatbrush.imaging.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** EXIF as a camera writes it, put together in code. */
final class CameraExif {
  static final String PLACE = "37 North";
  static final String MAKER = "what only its maker knows";
  static final int PIXEL_WIDTH = 0xa002;

  private static final int TEXT = 2;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int BYTES = 7;

  private final ByteBuffer out;
  private int values;

  private CameraExif(boolean littleEndian) {
    out = ByteBuffer.allocate(600);
    out.order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
  }

  /** Camera, date, orientation 6, a size that is wrong, a place, a maker's note. */
  static byte[] block(boolean littleEndian) {
    return new CameraExif(littleEndian).write();
  }

  private byte[] write() {
    byte mark = (byte) (out.order() == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
    out.put(mark).put(mark).putShort((short) 42).putInt(8);
    begin(8, 4);
    text(0x0110, TEXT, "Camera One");
    number(0x0112, SHORT, 6);
    number(0x8769, LONG, 200);
    number(0x8825, LONG, 400);
    begin(200, 4);
    text(0x9003, TEXT, "2026:11:29 10:11:12");
    text(0x927c, BYTES, MAKER);
    number(PIXEL_WIDTH, SHORT, 9);
    number(0xa003, LONG, 9);
    begin(400, 1);
    text(0x001b, BYTES, PLACE);
    return out.array();
  }

  private void begin(int at, int entries) {
    out.position(at);
    out.putShort((short) entries);
    values = at + 2 + entries * 12 + 4;
  }

  private void text(int tag, int type, String text) {
    byte[] value = (text + "\0").getBytes(StandardCharsets.US_ASCII);
    out.putShort((short) tag).putShort((short) type).putInt(value.length).putInt(values);
    out.put(values, value);
    values += value.length;
  }

  private void number(int tag, int type, int value) {
    out.putShort((short) tag).putShort((short) type).putInt(1);
    if (type == SHORT) {
      out.putShort((short) value).putShort((short) 0);
    } else {
      out.putInt(value);
    }
  }

  /** A long of the directory of details. */
  static int number(byte[] block, int wanted) {
    ByteBuffer bytes = ByteBuffer.wrap(block);
    bytes.order(block[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int details = find(bytes, bytes.getInt(4), 0x8769);
    return find(bytes, details, wanted);
  }

  private static int find(ByteBuffer bytes, int directory, int wanted) {
    int entries = bytes.getShort(directory);
    for (int at = directory + 2; at < directory + 2 + entries * 12; at += 12) {
      if ((bytes.getShort(at) & 0xffff) == wanted) {
        return bytes.getInt(at + 8);
      }
    }
    throw new AssertionError("there is no entry " + wanted);
  }
}
