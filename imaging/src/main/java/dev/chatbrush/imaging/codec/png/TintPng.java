package dev.chatbrush.imaging.codec.png;

/**
 * PNG files of one colour and an opacity a pixel. Written with a palette whose entries differ in
 * opacity only: it reads as RGBA at a quarter of the bytes and the time.
 */
public final class TintPng {
  private static final int LEVELS = 256;

  private TintPng() {}

  /**
   * @param values uint8 [height, width], 255 takes the whole opacity, 0 none
   * @param rgb {@code 0xRRGGBB}
   * @param opacity 0 to 1
   * @throws IllegalArgumentException when colour or opacity is out of range
   */
  public static byte[] encode(byte[] values, int width, int height, int rgb, double opacity) {
    if (!(opacity >= 0 && opacity <= 1)) {
      throw new IllegalArgumentException("an opacity must be 0 to 1, got " + opacity);
    }
    if (rgb < 0 || rgb > 0xffffff) {
      throw new IllegalArgumentException(
          "a colour must be 0x000000 to 0xffffff, got 0x%x".formatted(rgb));
    }
    byte[] palette = new byte[LEVELS * 3];
    byte[] alphas = new byte[LEVELS];
    for (int level = 0; level < LEVELS; level++) {
      palette[3 * level] = (byte) (rgb >> 16);
      palette[3 * level + 1] = (byte) (rgb >> 8);
      palette[3 * level + 2] = (byte) rgb;
      alphas[level] = (byte) Math.round(level * opacity);
    }
    return PngEncoder.encodePalette(values, width, height, palette, alphas);
  }
}
