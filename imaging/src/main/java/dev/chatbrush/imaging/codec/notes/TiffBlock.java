package dev.chatbrush.imaging.codec.notes;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Directories of EXIF as lists of entries, and back. What does not lie within the block counts as
 * absent. Source: TIFF 6.0, section 2; Exif 2.3, section 4.6.
 */
final class TiffBlock {
  private static final int MAX_ENTRIES = 512;
  private static final int MAX_VALUE_BYTES = 16 * 1024;
  private static final int ENTRY_BYTES = 12;
  private static final int HEADER_BYTES = 8;
  private static final long LOW = 0xffffffffL;

  private final ByteBuffer bytes;

  /** {@code block}: begins with its byte order. */
  TiffBlock(byte[] block) {
    boolean little = block.length > 0 && block[0] == 'I';
    this.bytes =
        ByteBuffer.wrap(block).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
  }

  ByteOrder order() {
    return bytes.order();
  }

  static boolean isOne(byte[] block) {
    boolean big = begins(block, 'M', 'M', 0, 42);
    return block.length >= HEADER_BYTES + 2 && (big || begins(block, 'I', 'I', 42, 0));
  }

  private static boolean begins(byte[] block, int... start) {
    for (int i = 0; i < start.length; i++) {
      if (i >= block.length || block[i] != start[i]) {
        return false;
      }
    }
    return true;
  }

  /** The entries of the first directory. */
  List<TiffEntry> main() {
    return directory(unsigned32(4));
  }

  /** The entries of the directory that one of {@code entries} points to. */
  List<TiffEntry> directory(List<TiffEntry> entries, int tag) {
    return entries.stream()
        .filter(entry -> entry.tag() == tag && entry.type() == TiffEntry.LONG && entry.count() == 1)
        .findFirst()
        .map(entry -> directory(ByteBuffer.wrap(entry.value()).order(order()).getInt() & LOW))
        .orElse(List.of());
  }

  private List<TiffEntry> directory(long at) {
    List<TiffEntry> entries = new ArrayList<>();
    if (at < HEADER_BYTES || at > bytes.limit() - 2) {
      return entries;
    }
    int count = Math.min(unsigned16((int) at), MAX_ENTRIES);
    for (int i = 0; i < count; i++) {
      long entry = at + 2 + (long) i * ENTRY_BYTES;
      if (entry + ENTRY_BYTES <= bytes.limit()) {
        addEntry(entries, (int) entry);
      }
    }
    return entries;
  }

  private void addEntry(List<TiffEntry> entries, int at) {
    int type = unsigned16(at + 2);
    long count = unsigned32(at + 4);
    long length = count * TiffEntry.bytesOf(type);
    long from = length <= TiffEntry.INLINE ? at + 8 : unsigned32(at + 8);
    if (length > 0 && length <= MAX_VALUE_BYTES && from + length <= bytes.limit()) {
      byte[] value = new byte[(int) length];
      bytes.get((int) from, value);
      entries.add(new TiffEntry(unsigned16(at), type, (int) count, value));
    }
  }

  private int unsigned16(int at) {
    return bytes.getShort(at) & 0xffff;
  }

  private long unsigned32(int at) {
    return bytes.getInt(at) & LOW;
  }

  /** Bytes of a directory with its values. */
  static int bytesOf(List<TiffEntry> entries) {
    int outside = entries.stream().mapToInt(TiffEntry::bytesOutside).sum();
    return 2 + entries.size() * ENTRY_BYTES + 4 + outside;
  }

  /** A block of that many bytes, its first directory right behind its head. */
  static ByteBuffer begin(ByteOrder order, int length) {
    byte mark = (byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
    ByteBuffer block = ByteBuffer.allocate(length).order(order);
    return block.put(mark).put(mark).putShort((short) 42).putInt(HEADER_BYTES);
  }

  /** Puts a directory, its entries in the order of their tags, and behind it their values. */
  static void put(ByteBuffer block, List<TiffEntry> entries) {
    List<TiffEntry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparingInt(TiffEntry::tag));
    int values = block.position() + 2 + sorted.size() * ENTRY_BYTES + 4;
    block.putShort((short) sorted.size());
    for (TiffEntry entry : sorted) {
      block.putShort((short) entry.tag()).putShort((short) entry.type()).putInt(entry.count());
      if (entry.value().length <= TiffEntry.INLINE) {
        block.put(entry.value());
        block.position(block.position() + TiffEntry.INLINE - entry.value().length);
      } else {
        block.putInt(values);
        block.put(values, entry.value());
        values += entry.bytesOutside();
      }
    }
    block.putInt(0);
    block.position(values);
  }
}
