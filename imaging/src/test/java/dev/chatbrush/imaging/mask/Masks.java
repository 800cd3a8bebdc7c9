package dev.chatbrush.imaging.mask;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Masks made in code. */
public final class Masks {
  private Masks() {}

  /** Drawn with {@code #} for selected, one string a row. */
  public static Mask of(String... rows) {
    int width = rows[0].length();
    byte[] values = new byte[width * rows.length];
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < width; x++) {
        values[y * width + x] = (byte) (rows[y].charAt(x) == '#' ? 255 : 0);
      }
    }
    return new Mask(width, rows.length, values);
  }

  public static String[] draw(Mask mask) {
    String[] rows = new String[mask.height()];
    for (int y = 0; y < rows.length; y++) {
      StringBuilder row = new StringBuilder();
      for (int x = 0; x < mask.width(); x++) {
        row.append(mask.selected(x, y) ? '#' : '.');
      }
      rows[y] = row.toString();
    }
    return rows;
  }

  /** About {@code percent} of the pixels selected, in runs. */
  public static Mask random(int width, int height, int percent, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    byte[] values = new byte[width * height];
    byte value = 0;
    for (int i = 0; i < values.length; i++) {
      if (random.nextInt(4) == 0) {
        value = (byte) (random.nextInt(100) < percent ? 255 : 0);
      }
      values[i] = value;
    }
    return new Mask(width, height, values);
  }
}
