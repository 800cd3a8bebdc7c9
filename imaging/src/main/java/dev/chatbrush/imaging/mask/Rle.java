package dev.chatbrush.imaging.mask;

import dev.chatbrush.imaging.Region;
import java.util.Arrays;
import java.util.Optional;

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
    return of(MaskPart.of(mask));
  }

  /** Of the whole picture; only the part is looked at. */
  public static Rle of(MaskPart part) {
    ColumnChanges changes = ColumnChanges.of(part.mask());
    Region at = part.at();
    RunWriter runs = new RunWriter();
    runs.append(false, (long) at.x() * part.height());
    for (int x = 0; x < at.width(); x++) {
      runs.append(false, at.y());
      int position = 0;
      boolean selected = false;
      for (int i = changes.first(x); i < changes.first(x + 1); i++) {
        runs.append(selected, changes.row(i) - position);
        position = changes.row(i);
        selected = !selected;
      }
      runs.append(selected, at.height() - position);
      runs.append(false, part.height() - at.bottom());
    }
    runs.append(false, (long) (part.width() - at.right()) * part.height());
    return new Rle(part.height(), part.width(), runs.toCounts());
  }

  /**
   * From the compressed text of COCO's {@code "counts"}, as {@code pycocotools.mask.encode} gives.
   *
   * @throws IllegalArgumentException when the text is none or does not fill the mask
   */
  public static Rle ofCoco(int height, int width, String counts) {
    return new Rle(height, width, CocoString.decode(counts));
  }

  /** The counts as COCO's compressed text, as {@code pycocotools.mask.encode} gives. */
  public String toCoco() {
    return CocoString.encode(counts);
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

  /** The smallest region that holds every selected pixel; empty when none is. */
  public Optional<Region> bounds() {
    int left = width;
    int right = -1;
    int top = height;
    int bottom = -1;
    int position = 0;
    for (int i = 0; i < counts.length; i++) {
      if (i % 2 == 1 && counts[i] > 0) {
        int last = position + counts[i] - 1;
        boolean oneColumn = position / height == last / height;
        left = Math.min(left, position / height);
        right = last / height;
        top = oneColumn ? Math.min(top, position % height) : 0;
        bottom = oneColumn ? Math.max(bottom, last % height) : height - 1;
      }
      position += counts[i];
    }
    return right < 0
        ? Optional.empty()
        : Optional.of(Region.ofCorners(left, top, right + 1, bottom + 1));
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
