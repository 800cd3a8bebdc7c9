package dev.chatbrush.imaging;

import java.util.Arrays;
import java.util.Optional;

/**
 * An sRGB picture, 8 bits a channel; where it is not opaque everywhere, with its opacities beside
 * it. Colours are not multiplied by those. Treated as immutable although the bytes are shared: who
 * passes an array in or reads it through {@link #rgb()} must not write to it afterwards.
 */
public final class RgbImage {
  public static final int CHANNELS = 3;

  /** Of pixels with their opacity. */
  public static final int CHANNELS_WITH_ALPHA = 4;

  public static final int WHITE = 0xffffff;

  private final int width;
  private final int height;
  private final byte[] rgb;
  private final byte[] alpha;

  /**
   * An opaque picture; wraps the bytes without a copy.
   *
   * @param rgb uint8 [height, width, 3], row-major, red first
   * @throws IllegalArgumentException when the length is not {@code height * width * 3}
   */
  public RgbImage(int width, int height, byte[] rgb) {
    this(width, height, rgb, null);
  }

  private RgbImage(int width, int height, byte[] rgb, byte[] alpha) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a picture needs at least 1x1 pixels, got %dx%d".formatted(width, height));
    }
    requireLength(rgb, width, height, CHANNELS);
    if (alpha != null) {
      requireLength(alpha, width, height, 1);
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
    this.alpha = alpha;
  }

  private static void requireLength(byte[] samples, int width, int height, int channels) {
    long expected = (long) width * height * channels;
    if (samples.length != expected) {
      throw new IllegalArgumentException(
          "a %dx%d picture needs %d bytes, got %d"
              .formatted(width, height, expected, samples.length));
    }
  }

  /**
   * Of uint8 [height, width, 4]. A picture that is opaque everywhere has no opacities.
   *
   * @throws IllegalArgumentException when the length is not {@code height * width * 4}
   */
  public static RgbImage ofRgba(int width, int height, byte[] rgba) {
    requireLength(rgba, width, height, CHANNELS_WITH_ALPHA);
    byte[] rgb = new byte[rgba.length / CHANNELS_WITH_ALPHA * CHANNELS];
    byte[] alpha = new byte[rgba.length / CHANNELS_WITH_ALPHA];
    AlphaPlane.split(rgba, rgb, alpha);
    return new RgbImage(width, height, rgb).withAlpha(alpha);
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

  /** uint8 [height, width], 255 = opaque, read only; empty where the whole picture is opaque. */
  public Optional<byte[]> alpha() {
    return Optional.ofNullable(alpha);
  }

  /** Whether it is not opaque everywhere. */
  public boolean isSeeThrough() {
    return alpha != null;
  }

  /** All its bytes. */
  public long bytes() {
    return (long) rgb.length + (alpha == null ? 0 : alpha.length);
  }

  /**
   * The same colours with these opacities; dropped where all of them are 255.
   *
   * @param opacities uint8 [height, width], wrapped without a copy
   */
  public RgbImage withAlpha(byte[] opacities) {
    return new RgbImage(width, height, rgb, AlphaPlane.isOpaque(opacities) ? null : opacities);
  }

  /** These colours with another picture's opacities, which has the same size. */
  public RgbImage withAlphaOf(RgbImage other) {
    return other.alpha == alpha ? this : new RgbImage(width, height, rgb, other.alpha);
  }

  /** The colours alone, those that nobody saw included. */
  public RgbImage opaque() {
    return alpha == null ? this : new RgbImage(width, height, rgb);
  }

  /** Laid on a ground of one colour, {@code 0xRRGGBB}; itself where it is opaque. */
  public RgbImage on(int ground) {
    return alpha == null ? this : new RgbImage(width, height, AlphaPlane.layOn(rgb, alpha, ground));
  }

  /** uint8 [height, width, 4], a copy. */
  public byte[] rgba() {
    return AlphaPlane.joined(rgb, alpha);
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
    RgbImage colours =
        new RgbImage(region.width(), region.height(), cut(rgb, region, width, CHANNELS));
    return alpha == null ? colours : colours.withAlpha(cut(alpha, region, width, 1));
  }

  private static byte[] cut(byte[] samples, Region region, int width, int channels) {
    byte[] out = new byte[region.width() * region.height() * channels];
    int rowBytes = region.width() * channels;
    for (int row = 0; row < region.height(); row++) {
      int from = ((region.y() + row) * width + region.x()) * channels;
      System.arraycopy(samples, from, out, row * rowBytes, rowBytes);
    }
    return out;
  }

  /** Scaled to the size: averages areas when both sides shrink, bicubic otherwise. */
  public RgbImage resizeTo(int newWidth, int newHeight) {
    boolean shrinks = newWidth <= width && newHeight <= height;
    return resizeTo(newWidth, newHeight, shrinks ? Resampling.AREA : Resampling.BICUBIC);
  }

  /**
   * Scaled to the size; the same picture when it has that size already. Colours count as much as
   * they are seen, as in Pillow, so that what nobody sees does not come out at edges.
   */
  public RgbImage resizeTo(int newWidth, int newHeight, Resampling resampling) {
    if (newWidth == width && newHeight == height) {
      return this;
    }
    if (alpha == null) {
      return new RgbImage(newWidth, newHeight, resized(rgb, newWidth, newHeight, resampling));
    }
    byte[] opacities = resized(alpha, newWidth, newHeight, resampling);
    byte[] seen = AlphaPlane.multiplied(rgb, alpha);
    byte[] colours = resized(seen, newWidth, newHeight, resampling);
    AlphaPlane.divide(colours, opacities);
    return new RgbImage(newWidth, newHeight, colours).withAlpha(opacities);
  }

  private byte[] resized(byte[] samples, int newWidth, int newHeight, Resampling resampling) {
    return Resizer.resize(plane(samples), newWidth, newHeight, resampling).samples();
  }

  private Pixels plane(byte[] samples) {
    return new Pixels(width, height, samples, samples.length / (width * height));
  }

  /**
   * Scaled into the left top of a larger picture, whose other pixels have one colour; one pass, as
   * a network with a fixed input size takes it. Opacities are left out.
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
    RgbImage out = filled(outWidth, outHeight, fill >> 16, fill >> 8, fill);
    Resizer.resizeInto(plane(rgb), newWidth, newHeight, resampling, out.plane(out.rgb));
    return out;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RgbImage image
        && width == image.width
        && height == image.height
        && Arrays.equals(rgb, image.rgb)
        && Arrays.equals(alpha, image.alpha);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * width + height) + Arrays.hashCode(rgb)) + Arrays.hashCode(alpha);
  }

  @Override
  public String toString() {
    return "RgbImage[%dx%d%s]".formatted(width, height, alpha == null ? "" : ", see-through");
  }
}
