package dev.chatbrush.imaging.mask;

import dev.chatbrush.imaging.codec.png.TintPng;

/** A mask to lay over its picture: one colour, see-through where nothing is selected. */
public final class OverlayPng {
  private OverlayPng() {}

  /**
   * A PNG whose pixels have the colour, and the opacity times the mask's value.
   *
   * @param rgb {@code 0xRRGGBB}
   * @param opacity of a wholly selected pixel, 0 to 1
   */
  public static byte[] encode(Mask mask, int rgb, double opacity) {
    return TintPng.encode(mask.values(), mask.width(), mask.height(), rgb, opacity);
  }
}
