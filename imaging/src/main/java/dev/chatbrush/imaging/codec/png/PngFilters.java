package dev.chatbrush.imaging.codec.png;

/** Rows made ready for packing. Source: PNG Specification, section 9. */
final class PngFilters {
  static final int SUB = 1;
  static final int UP = 2;

  private PngFilters() {}

  /**
   * Writes the filter's number and each byte less that of the pixel to its left.
   *
   * @param step bytes a pixel
   */
  static void sub(byte[] pixels, int from, int length, int step, byte[] out, int to) {
    out[to] = SUB;
    System.arraycopy(pixels, from, out, to + 1, step);
    for (int i = step; i < length; i++) {
      out[to + 1 + i] = (byte) (pixels[from + i] - pixels[from + i - step]);
    }
  }

  /** Writes the filter's number and each byte less that of the pixel above. */
  static void up(byte[] pixels, int from, int above, int length, byte[] out, int to) {
    out[to] = UP;
    for (int i = 0; i < length; i++) {
      out[to + 1 + i] = (byte) (pixels[from + i] - pixels[above + i]);
    }
  }
}
