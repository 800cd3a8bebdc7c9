package dev.chatbrush.imaging.codec.png;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes a deflate stream (RFC 1951) of a photo's filtered rows. In those nothing repeats but runs
 * of one byte, where the picture is flat: runs and a Huffman code for each block give the size of
 * zlib's level 1, which looks for more and finds nothing, in a third of its time. Not thread-safe.
 */
final class FastDeflater {
  /** What a stored block can hold. */
  static final int MAX_BLOCK = 65535;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int LITERALS = 256;
  private static final int END = 256;
  private static final int SYMBOLS = 286;
  private static final int SHORTEST_RUN = 3;
  private static final int LONGEST_RUN = 258;

  /** Literals, then runs by their length. */
  private static final int TOKENS = LITERALS + LONGEST_RUN - SHORTEST_RUN + 1;

  private static final int TOKENS_AT_ONCE = 3;

  /** With a run's five bits and its distance 18 bits, of which three fit into a long beside 7. */
  private static final int LONGEST_CODE = 12;

  /** Order, lengths of the lengths' codes and lengths: see {@link #putHeader}. */
  private static final int HEADER_BITS = 3 + 14 + 19 * 3 + (SYMBOLS + 2) * 4;

  private final short[] tokens = new short[MAX_BLOCK + TOKENS_AT_ONCE];
  private final int[] counts = new int[TOKENS];
  private final int[] packed = new int[TOKENS + 2];
  private final byte[] out = new byte[MAX_BLOCK + 1024];
  private int size;
  private long bits;
  private int bitCount;

  /** The bytes that {@link #write} and {@link #pause} have made. */
  byte[] output() {
    return out;
  }

  /**
   * Packs {@code length} bytes, 1 to {@link #MAX_BLOCK}.
   *
   * @return how many bytes of {@link #output()} now go out; the next call overwrites them
   */
  int write(byte[] data, int from, int length, boolean last) {
    int count = tokenise(data, from, length);
    byte[] lengths = HuffmanCode.lengths(symbolCounts(), LONGEST_CODE);
    if (pack(lengths) >= 8L * length) {
      putStored(data, from, length, last);
    } else {
      putHeader(lengths, last);
      putTokens(count);
    }
    if (last) {
      putBits(0, -bitCount & 7);
    }
    return made();
  }

  /**
   * Ends at a whole byte, with an empty stored block, so that another deflater's stream can follow.
   *
   * @return as {@link #write}
   */
  int pause() {
    putStored(new byte[0], 0, 0, false);
    return made();
  }

  private int made() {
    int made = size;
    size = 0;
    return made;
  }

  /** A byte that equals three before it begins a run; one look at four bytes tells. */
  private int tokenise(byte[] data, int from, int length) {
    Arrays.fill(counts, 0);
    int[] seen = counts;
    short[] found = tokens;
    int end = from + length;
    int count = 0;
    for (int at = from; at < end; ) {
      int token = data[at] & 0xff;
      if (at > from
          && at + SHORTEST_RUN <= end
          && (int) INTS.get(data, at - 1) == token * 0x01010101) {
        int stop = runEnd(data, at, Math.min(end, at + LONGEST_RUN));
        token = LITERALS + stop - at - SHORTEST_RUN;
        at = stop;
      } else {
        at++;
      }
      found[count++] = (short) token;
      seen[token]++;
    }
    return count;
  }

  /** Eight bytes at a time: in a gray picture a run of a few bytes stands at every third place. */
  private static int runEnd(byte[] data, int at, int limit) {
    long repeated = (data[at] & 0xff) * 0x0101010101010101L;
    int stop = at + SHORTEST_RUN;
    for (; stop + Long.BYTES <= limit; stop += Long.BYTES) {
      long different = (long) LONGS.get(data, stop) ^ repeated;
      if (different != 0) {
        return stop + (Long.numberOfTrailingZeros(different) >>> 3);
      }
    }
    while (stop < limit && data[stop] == data[at]) {
      stop++;
    }
    return stop;
  }

  private int[] symbolCounts() {
    int[] symbols = Arrays.copyOf(counts, SYMBOLS);
    Arrays.fill(symbols, END, SYMBOLS, 0);
    symbols[END] = 1;
    for (int run = SHORTEST_RUN; run <= LONGEST_RUN; run++) {
      symbols[symbolOf(run)] += counts[LITERALS + run - SHORTEST_RUN];
    }
    return symbols;
  }

  /** RFC 1951, 3.2.5: four symbols for each count of extra bits. */
  private static int symbolOf(int run) {
    int above = run - SHORTEST_RUN;
    if (run == LONGEST_RUN) {
      return END + 29;
    }
    int extra = extraBits(run);
    return END + 1 + 4 * extra + (above >> extra);
  }

  private static int extraBits(int run) {
    int above = run - SHORTEST_RUN;
    return above < 8 || run == LONGEST_RUN ? 0 : 29 - Integer.numberOfLeadingZeros(above);
  }

  /** Makes of each token its bits, their count above them; returns how many all of them take. */
  private long pack(byte[] lengths) {
    int[] codes = HuffmanCode.codes(lengths);
    long all = HEADER_BITS + lengths[END];
    packed[TOKENS] = codes[END] | lengths[END] << 24;
    for (int token = 0; token < TOKENS; token++) {
      int run = token - LITERALS + SHORTEST_RUN;
      int symbol = token < LITERALS ? token : symbolOf(run);
      int length = lengths[symbol];
      int code = codes[symbol];
      if (token >= LITERALS) {
        int extra = extraBits(run);
        code |= (run - SHORTEST_RUN & (1 << extra) - 1) << length;
        length += extra + 1; // and one bit, 0, for the distance 1
      }
      packed[token] = code | length << 24;
      all += (long) counts[token] * length;
    }
    return all;
  }

  /**
   * RFC 1951, 3.2.7. Lengths 0 to 15 have codes of 4 bits each, which is their number turned round;
   * distances 1 and 2 have one bit, so that the code is whole.
   */
  private void putHeader(byte[] lengths, boolean last) {
    putBits(last ? 0b101 : 0b100, 3);
    putBits(SYMBOLS - 257, 5);
    putBits(1, 5);
    putBits(15, 4);
    for (int i = 0; i < 19; i++) {
      putBits(i < 3 ? 0 : 4, 3); // 16, 17 and 18 come first: repeats are not used
    }
    for (byte length : lengths) {
      putBits(Integer.reverse(length) >>> 28, 4);
    }
    putBits(0b1000_1000, 8);
  }

  private void putStored(byte[] data, int from, int length, boolean last) {
    putBits(last ? 1 : 0, 3);
    putBits(0, -bitCount & 7);
    putBits(length, 16);
    putBits(~length & 0xffff, 16);
    System.arraycopy(data, from, out, size, length);
    size += length;
  }

  /** The state lies in local variables, which the JVM keeps in registers. */
  private void putTokens(int count) {
    byte[] to = out;
    int at = size;
    long held = bits;
    int heldCount = bitCount;
    // Groups of three are filled up with nothing.
    int groups = count / TOKENS_AT_ONCE + 1;
    Arrays.fill(tokens, count, groups * TOKENS_AT_ONCE, (short) (TOKENS + 1));
    tokens[count] = TOKENS;
    for (int token = 0; token < groups * TOKENS_AT_ONCE; token += TOKENS_AT_ONCE) {
      int first = packed[tokens[token]];
      int second = packed[tokens[token + 1]];
      int third = packed[tokens[token + 2]];
      int secondAt = heldCount + (first >>> 24);
      int thirdAt = secondAt + (second >>> 24);
      heldCount = thirdAt + (third >>> 24);
      held |=
          (first & 0xffffffL) << (secondAt - (first >>> 24))
              | (second & 0xffffffL) << secondAt
              | (third & 0xffffffL) << thirdAt;
      LONGS.set(to, at, held);
      at += heldCount >> 3;
      held >>>= heldCount & ~7;
      heldCount &= 7;
    }
    size = at;
    bits = held;
    bitCount = heldCount;
  }

  private void putBits(int value, int count) {
    add(value | count << 24);
    flush();
  }

  private void add(int valueAndCount) {
    bits |= (long) (valueAndCount & 0xffffff) << bitCount;
    bitCount += valueAndCount >>> 24;
  }

  /** Whole bytes go out; what lies beyond them is overwritten by the next. */
  private void flush() {
    LONGS.set(out, size, bits);
    size += bitCount >> 3;
    bits >>>= bitCount & ~7;
    bitCount &= 7;
  }
}
