package dev.chatbrush.imaging;

import java.util.Arrays;

/**
 * An sRGB picture, 8 bits a channel, without alpha. Treated as immutable although the bytes are
 * shared: who passes an array in or reads it through {@link #rgb()} must not write to it
 * afterwards.
 */
public final class RgbImage {
  public static final int CHANNELS = Pixels.CHANNELS;

  private final int width;
  private final int height;
  private final byte[] rgb;

  /**
   * Wraps the bytes without a copy.
   *
   * @param rgb uint8 [height, width, 3], row-major, red first
   * @throws IllegalArgumentException when the length is not {@code height * width * 3}
   */
  public RgbImage(int width, int height, byte[] rgb) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a picture needs at least 1x1 pixels, got %dx%d".formatted(width, height));
    }
    long expected = (long) width * height * CHANNELS;
    if (rgb.length != expected) {
      throw new IllegalArgumentException(
          "a %dx%d picture needs %d bytes, got %d".formatted(width, height, expected, rgb.length));
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  /** A picture of one colour, each channel 0 to 255. */
  public static RgbImage filled(int width, int height, int red, int green, int blue) {
    byte[] rgb = new byte[Math.multiplyExact(Math.multiplyExact(width, height), CHANNELS)];
    for (int i = 0; i < rgb.length; i += CHANNELS) {
      rgb[i] = (byte) red;
      rgb[i + 1] = (byte) green;
      rgb[i + 2] = (byte) blue;
    }
    return new RgbImage(width, height, rgb);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** uint8 [height, width, 3]; the picture's own bytes, not a copy: read only. */
  public byte[] rgb() {
    return rgb;
  }

  public Region bounds() {
    return new Region(0, 0, width, height);
  }

  /**
   * The part inside the region, as a picture of its own.
   *
   * @throws IllegalArgumentException when the region leaves the picture
   */
  public RgbImage crop(Region region) {
    if (!bounds().contains(region)) {
      throw new IllegalArgumentException(
          "a crop must lie inside the %dx%d picture, got %s".formatted(width, height, region));
    }
    byte[] out = new byte[region.width() * region.height() * CHANNELS];
    int rowBytes = region.width() * CHANNELS;
    for (int row = 0; row < region.height(); row++) {
      int from = ((region.y() + row) * width + region.x()) * CHANNELS;
      System.arraycopy(rgb, from, out, row * rowBytes, rowBytes);
    }
    return new RgbImage(region.width(), region.height(), out);
  }

  /** Scaled to the size: averages areas when both sides shrink, bicubic otherwise. */
  public RgbImage resizeTo(int newWidth, int newHeight) {
    boolean shrinks = newWidth <= width && newHeight <= height;
    return resizeTo(newWidth, newHeight, shrinks ? Resampling.AREA : Resampling.BICUBIC);
  }

  /** Scaled to the size; the same picture when it has that size already. */
  public RgbImage resizeTo(int newWidth, int newHeight, Resampling resampling) {
    if (newWidth == width && newHeight == height) {
      return this;
    }
    return of(Resizer.resize(pixels(), newWidth, newHeight, resampling));
  }

  /**
   * Scaled into the left top of a larger picture, whose other pixels have one colour; one pass, as
   * a network with a fixed input size takes it.
   *
   * @param fill {@code 0xRRGGBB} of the rest
   * @throws IllegalArgumentException when the scaled picture does not fit into the larger one
   */
  public RgbImage resizeInto(
      int newWidth, int newHeight, Resampling resampling, int outWidth, int outHeight, int fill) {
    if (newWidth < 1 || newHeight < 1 || newWidth > outWidth || newHeight > outHeight) {
      throw new IllegalArgumentException(
          "a picture of %dx%d does not fit into %dx%d"
              .formatted(newWidth, newHeight, outWidth, outHeight));
    }
    RgbImage out =
        newWidth == outWidth && newHeight == outHeight
            ? new RgbImage(outWidth, outHeight, new byte[outWidth * outHeight * CHANNELS])
            : filled(outWidth, outHeight, fill >> 16, fill >> 8, fill);
    Resizer.resizeInto(pixels(), newWidth, newHeight, resampling, out.pixels());
    return out;
  }

  private Pixels pixels() {
    return new Pixels(width, height, rgb);
  }

  private static RgbImage of(Pixels pixels) {
    return new RgbImage(pixels.width(), pixels.height(), pixels.rgb());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RgbImage image
        && width == image.width
        && height == image.height
        && Arrays.equals(rgb, image.rgb);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(rgb);
  }

  @Override
  public String toString() {
    return "RgbImage[%dx%d]".formatted(width, height);
  }
}
