package dev.chatbrush.imaging.mask;

import java.util.Arrays;

/**
 * A two-valued mask as COCO run lengths: column after column, the first count is of unselected
 * pixels (0 when the first pixel is selected). Source: pycocotools, uncompressed RLE.
 */
public record Rle(int height, int width, int[] counts) {
  /**
   * @throws IllegalArgumentException when a count is negative or the counts do not add up to {@code
   *     height * width}
   */
  public Rle {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "run lengths need a size of at least 1x1, got [%d, %d]".formatted(height, width));
    }
    long sum = 0;
    for (int count : counts) {
      if (count < 0) {
        throw new IllegalArgumentException("run lengths must be 0 or more, got " + count);
      }
      sum += count;
    }
    if (sum != (long) width * height) {
      throw new IllegalArgumentException(
          "run lengths of a %dx%d mask must add up to %d pixels, got %d"
              .formatted(width, height, (long) width * height, sum));
    }
  }

  /** Selected from {@link Mask#THRESHOLD} on. */
  public static Rle of(Mask mask) {
    ColumnChanges changes = ColumnChanges.of(mask);
    RunWriter runs = new RunWriter();
    int height = mask.height();
    for (int x = 0; x < mask.width(); x++) {
      int position = 0;
      boolean selected = false;
      for (int i = changes.first(x); i < changes.first(x + 1); i++) {
        runs.append(selected, changes.row(i) - position);
        position = changes.row(i);
        selected = !selected;
      }
      runs.append(selected, height - position);
    }
    return new Rle(height, mask.width(), runs.toCounts());
  }

  public Mask toMask() {
    byte[] values = new byte[Math.multiplyExact(width, height)];
    int position = 0;
    for (int i = 0; i < counts.length; i++) {
      if (i % 2 == 1) {
        fill(values, position, counts[i]);
      }
      position += counts[i];
    }
    return new Mask(width, height, values);
  }

  private void fill(byte[] values, int position, int count) {
    int x = position / height;
    int y = position % height;
    for (int n = 0; n < count; n++) {
      values[y * width + x] = (byte) 255;
      if (++y == height) {
        y = 0;
        x++;
      }
    }
  }

  /** How many pixels are selected. */
  public long area() {
    long area = 0;
    for (int i = 1; i < counts.length; i += 2) {
      area += counts[i];
    }
    return area;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rle rle
        && height == rle.height
        && width == rle.width
        && Arrays.equals(counts, rle.counts);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * height + width) + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "Rle[size=[%d, %d], %d counts]".formatted(height, width, counts.length);
  }
}
