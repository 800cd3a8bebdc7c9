package dev.chatbrush.imaging.codec.png;

import java.util.Arrays;

/** Code lengths for symbols by how often they occur (Huffman 1952), none longer than a limit. */
final class HuffmanCode {
  private static final int SYMBOL_BITS = 9;

  private HuffmanCode() {}

  /**
   * Bits for each symbol, 0 for one that never occurs. Rare symbols are made less rare until the
   * longest code fits: that costs next to nothing, since they are rare.
   *
   * @param counts of at most 512 symbols, two of them at least above 0
   * @param limit so many bits that all symbols could have codes of one length
   */
  static byte[] lengths(int[] counts, int limit) {
    int[] weights = counts.clone();
    while (true) {
      byte[] lengths = unlimited(weights);
      if (longest(lengths) <= limit) {
        return lengths;
      }
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (weights[i] + 1) >>> 1;
      }
    }
  }

  /** Canonical codes (RFC 1951, 3.2.2), lowest bit first as a stream of bits takes them. */
  static int[] codes(byte[] lengths) {
    int[] next = new int[Byte.SIZE * 2 + 1];
    int[] ofLength = new int[next.length];
    for (byte length : lengths) {
      ofLength[length]++;
    }
    for (int length = 2; length < next.length; length++) {
      next[length] = (next[length - 1] + ofLength[length - 1]) << 1;
    }
    int[] codes = new int[lengths.length];
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      int length = lengths[symbol];
      if (length > 0) {
        codes[symbol] = Integer.reverse(next[length]++) >>> (Integer.SIZE - length);
      }
    }
    return codes;
  }

  /** Leaves lie first in the tree, by weight; each join follows the lighter ones before it. */
  private static byte[] unlimited(int[] weights) {
    long[] leaves = sorted(weights);
    int used = leaves.length;
    long[] joins = new long[used];
    int[] parent = new int[2 * used];
    int leaf = 0;
    int join = 0;
    for (int made = 0; made < used - 1; made++) {
      long sum = 0;
      for (int child = 0; child < 2; child++) {
        boolean takesLeaf =
            leaf < used && (join == made || leaves[leaf] >> SYMBOL_BITS <= joins[join]);
        sum += takesLeaf ? leaves[leaf] >> SYMBOL_BITS : joins[join];
        parent[takesLeaf ? leaf++ : used + join++] = used + made;
      }
      joins[made] = sum;
    }
    byte[] depth = new byte[2 * used];
    byte[] lengths = new byte[weights.length];
    for (int node = 2 * used - 3; node >= 0; node--) {
      depth[node] = (byte) (depth[parent[node]] + 1);
      if (node < used) {
        lengths[(int) leaves[node] & ((1 << SYMBOL_BITS) - 1)] = depth[node];
      }
    }
    return lengths;
  }

  private static long[] sorted(int[] weights) {
    long[] leaves = new long[weights.length];
    int used = 0;
    for (int symbol = 0; symbol < weights.length; symbol++) {
      if (weights[symbol] > 0) {
        leaves[used++] = (long) weights[symbol] << SYMBOL_BITS | symbol;
      }
    }
    Arrays.sort(leaves, 0, used);
    return Arrays.copyOf(leaves, used);
  }

  private static int longest(byte[] lengths) {
    int longest = 0;
    for (byte length : lengths) {
      longest = Math.max(longest, length);
    }
    return longest;
  }
}
