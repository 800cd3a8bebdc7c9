package dev.chatbrush.imaging.mask;

import dev.chatbrush.imaging.Region;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which pixels of a picture are meant: 0 is not at all, 255 is wholly; a pixel counts as selected
 * from {@value #THRESHOLD} on. Treated as immutable although the bytes are shared: who passes an
 * array in or reads it through {@link #values()} must not write to it afterwards.
 */
public final class Mask {
  /** The smallest value that counts as selected. */
  public static final int THRESHOLD = 128;

  private final int width;
  private final int height;
  private final byte[] values;

  /**
   * Wraps the bytes without a copy.
   *
   * @param values uint8 [height, width], row-major
   * @throws IllegalArgumentException when the length is not {@code height * width}
   */
  public Mask(int width, int height, byte[] values) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a mask needs at least 1x1 pixels, got %dx%d".formatted(width, height));
    }
    long expected = (long) width * height;
    if (values.length != expected) {
      throw new IllegalArgumentException(
          "a %dx%d mask needs %d bytes, got %d".formatted(width, height, expected, values.length));
    }
    this.width = width;
    this.height = height;
    this.values = values;
  }

  public static Mask empty(int width, int height) {
    return new Mask(width, height, new byte[Math.multiplyExact(width, height)]);
  }

  public static Mask full(int width, int height) {
    byte[] values = new byte[Math.multiplyExact(width, height)];
    Arrays.fill(values, (byte) 255);
    return new Mask(width, height, values);
  }

  /** Everything inside the region, nothing else. */
  public static Mask rectangle(int width, int height, Region region) {
    byte[] values = new byte[Math.multiplyExact(width, height)];
    for (int y = region.y(); y < region.bottom(); y++) {
      Arrays.fill(values, y * width + region.x(), y * width + region.right(), (byte) 255);
    }
    return new Mask(width, height, values);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** uint8 [height, width]; the mask's own bytes, not a copy: read only. */
  public byte[] values() {
    return values;
  }

  /** 0 to 255. */
  public int value(int x, int y) {
    return values[y * width + x] & 0xff;
  }

  public boolean selected(int x, int y) {
    return BitRows.isSelected(values[y * width + x]);
  }

  /** How many pixels are selected. */
  public long area() {
    long area = 0;
    for (byte value : values) {
      area += (value & 0xff) >> 7;
    }
    return area;
  }

  public boolean isEmpty() {
    return BitRows.firstSelected(values, 0, values.length) == values.length;
  }

  /** The smallest region that holds every selected pixel; empty when none is. */
  public Optional<Region> bounds() {
    int left = width;
    int right = -1;
    int top = height;
    int bottom = -1;
    for (int y = 0; y < height; y++) {
      int row = y * width;
      int first = BitRows.firstSelected(values, row, row + width);
      if (first == row + width) {
        continue;
      }
      left = Math.min(left, first - row);
      right = Math.max(right, BitRows.lastSelected(values, first, row + width) - row);
      top = Math.min(top, y);
      bottom = y;
    }
    return bottom < 0
        ? Optional.empty()
        : Optional.of(Region.ofCorners(left, top, right + 1, bottom + 1));
  }

  /**
   * The part inside the region, as a mask of its own.
   *
   * @throws IllegalArgumentException when the region leaves the mask
   */
  public Mask crop(Region region) {
    if (!new Region(0, 0, width, height).contains(region)) {
      throw new IllegalArgumentException(
          "a crop must lie inside the %dx%d mask, got %s".formatted(width, height, region));
    }
    byte[] out = new byte[region.width() * region.height()];
    for (int row = 0; row < region.height(); row++) {
      int from = (region.y() + row) * width + region.x();
      System.arraycopy(values, from, out, row * region.width(), region.width());
    }
    return new Mask(region.width(), region.height(), out);
  }

  /** Scaled to the size by nearest pixels, so that it stays two-valued where it was. */
  public Mask resizeTo(int newWidth, int newHeight) {
    if (newWidth == width && newHeight == height) {
      return this;
    }
    byte[] out = new byte[Math.multiplyExact(newWidth, newHeight)];
    for (int y = 0; y < newHeight; y++) {
      int row = (int) ((2L * y + 1) * height / (2L * newHeight)) * width;
      for (int x = 0; x < newWidth; x++) {
        out[y * newWidth + x] = values[row + (int) ((2L * x + 1) * width / (2L * newWidth))];
      }
    }
    return new Mask(newWidth, newHeight, out);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Mask mask
        && width == mask.width
        && height == mask.height
        && Arrays.equals(values, mask.values);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Mask[%dx%d]".formatted(width, height);
  }
}
