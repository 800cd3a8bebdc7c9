package dev.chatbrush.imaging;

/** Lays see-through pixels on white. */
public final class AlphaOnWhite {
  private AlphaOnWhite() {}

  /** Channel and alpha 0 to 255, alpha not multiplied in. */
  public static byte blend(int channel, int alpha) {
    return (byte) (alpha == 255 ? channel : 255 - ((255 - channel) * alpha + 127) / 255);
  }
}
