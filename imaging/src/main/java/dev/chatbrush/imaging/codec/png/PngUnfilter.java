package dev.chatbrush.imaging.codec.png;

import dev.chatbrush.imaging.codec.file.PngFile;

/** Undoes the row filters of PNG. Source: PNG Specification, section 9. */
final class PngUnfilter {
  private PngUnfilter() {}

  /**
   * Restores one row in place.
   *
   * @param above where the row above begins in {@code rows}, or -1 for the first row
   * @param step bytes a pixel, at least 1
   */
  static void apply(int filter, byte[] rows, int at, int above, int length, int step) {
    switch (filter) {
      case 0 -> {
        // As it is.
      }
      case 1 -> sub(rows, at, length, step);
      case 2 -> up(rows, at, above, length);
      case 3 -> average(rows, at, above, length, step);
      case 4 -> paeth(rows, at, above, length, step);
      default -> throw PngFile.corrupt("a row has an unknown filter");
    }
  }

  private static void sub(byte[] rows, int at, int length, int step) {
    for (int i = at + step; i < at + length; i++) {
      rows[i] += rows[i - step];
    }
  }

  private static void up(byte[] rows, int at, int above, int length) {
    if (above < 0) {
      return;
    }
    for (int i = 0; i < length; i++) {
      rows[at + i] += rows[above + i];
    }
  }

  private static void average(byte[] rows, int at, int above, int length, int step) {
    for (int i = 0; i < length; i++) {
      int left = i < step ? 0 : rows[at + i - step] & 0xff;
      int up = above < 0 ? 0 : rows[above + i] & 0xff;
      rows[at + i] += (byte) ((left + up) >> 1);
    }
  }

  private static void paeth(byte[] rows, int at, int above, int length, int step) {
    if (above < 0) {
      sub(rows, at, length, step); // with nothing above, the predictor is the left pixel
      return;
    }
    for (int i = 0; i < Math.min(step, length); i++) {
      rows[at + i] += rows[above + i];
    }
    for (int i = step; i < length; i++) {
      int left = rows[at + i - step] & 0xff;
      int up = rows[above + i] & 0xff;
      int corner = rows[above + i - step] & 0xff;
      int toLeft = Math.abs(up - corner);
      int toUp = Math.abs(left - corner);
      int toCorner = Math.abs(left + up - 2 * corner);
      int predicted = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
      rows[at + i] += (byte) predicted;
    }
  }
}
