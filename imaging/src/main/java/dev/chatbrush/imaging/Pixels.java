package dev.chatbrush.imaging;

/**
 * The bytes of a picture that scaling reads and writes.
 *
 * @param rgb uint8 [height, width, 3]
 */
record Pixels(int width, int height, byte[] rgb) {
  static final int CHANNELS = 3;

  static Pixels black(int width, int height) {
    int pixels = Math.multiplyExact(width, height);
    return new Pixels(width, height, new byte[Math.multiplyExact(pixels, CHANNELS)]);
  }
}
