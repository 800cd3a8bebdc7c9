package dev.chatbrush.imaging;

/**
 * The brightness of a picture's pixels. Treated as immutable although the bytes are shared.
 *
 * @param values uint8 [height, width], row-major
 */
public record Luma(int width, int height, byte[] values) {
  public Luma {
    if (values.length != (long) width * height) {
      throw new IllegalArgumentException(
          "a %dx%d picture needs %d bytes, got %d"
              .formatted(width, height, (long) width * height, values.length));
    }
  }

  /** ITU-R BT.601 in 8-bit fixed point: the weights add up to 256. */
  public static Luma of(RgbImage image) {
    byte[] rgb = image.rgb();
    byte[] values = new byte[rgb.length / RgbImage.CHANNELS];
    for (int i = 0; i < values.length; i++) {
      int from = i * RgbImage.CHANNELS;
      int sum =
          77 * (rgb[from] & 0xff) + 150 * (rgb[from + 1] & 0xff) + 29 * (rgb[from + 2] & 0xff);
      values[i] = (byte) (sum + 128 >> 8);
    }
    return new Luma(image.width(), image.height(), values);
  }

  /** 0 to 255; outside the picture that of the nearest pixel inside. */
  public int at(int x, int y) {
    int column = Math.max(0, Math.min(width - 1, x));
    int row = Math.max(0, Math.min(height - 1, y));
    return values[row * width + column] & 0xff;
  }
}
