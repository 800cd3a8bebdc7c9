package dev.chatbrush.imaging;

/**
 * The bytes of a picture that scaling reads and writes.
 *
 * @param samples uint8 [height, width, channels]
 * @param channels 3 for colours, 1 for opacities
 */
record Pixels(int width, int height, byte[] samples, int channels) {

  static Pixels black(int width, int height, int channels) {
    int pixels = Math.multiplyExact(width, height);
    return new Pixels(width, height, new byte[Math.multiplyExact(pixels, channels)], channels);
  }
}
