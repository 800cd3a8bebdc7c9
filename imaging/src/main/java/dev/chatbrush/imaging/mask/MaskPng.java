package dev.chatbrush.imaging.mask;

import dev.chatbrush.imaging.codec.png.GrayPng;

/** Masks as 8-bit gray PNG files: white is selected. */
public final class MaskPng {
  private MaskPng() {}

  public static byte[] encode(Mask mask) {
    return GrayPng.encode(mask.values(), mask.width(), mask.height());
  }

  /**
   * Any PNG of that size; what is bright and opaque is selected.
   *
   * @throws dev.chatbrush.imaging.codec.file.ImageException when it is no PNG, has another size or
   *     is damaged; the message says what to do
   */
  public static Mask decode(byte[] file, int width, int height) {
    return new Mask(width, height, GrayPng.decode(file, width, height));
  }
}
