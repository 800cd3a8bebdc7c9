package dev.chatbrush.imaging;

/**
 * Arithmetic of opacities: uint8 [height, width], 0 = not there, 255 = opaque, beside colours that
 * are not multiplied by them ("straight").
 */
final class AlphaPlane {
  static final int OPAQUE = 255;

  private AlphaPlane() {}

  static boolean isOpaque(byte[] alpha) {
    for (byte value : alpha) {
      if (value != (byte) OPAQUE) {
        return false;
      }
    }
    return true;
  }

  /** uint8 [height, width, 4]; {@code alpha} may be null, which is opaque. */
  static byte[] joined(byte[] rgb, byte[] alpha) {
    int pixels = rgb.length / RgbImage.CHANNELS;
    byte[] out = new byte[Math.multiplyExact(pixels, RgbImage.CHANNELS_WITH_ALPHA)];
    for (int i = 0, from = 0, to = 0; i < pixels; i++, from += 3, to += 4) {
      out[to] = rgb[from];
      out[to + 1] = rgb[from + 1];
      out[to + 2] = rgb[from + 2];
      out[to + 3] = alpha == null ? (byte) OPAQUE : alpha[i];
    }
    return out;
  }

  /** The way back from {@link #joined}. */
  static void split(byte[] rgba, byte[] rgb, byte[] alpha) {
    for (int i = 0, from = 0, to = 0; i < alpha.length; i++, from += 4, to += 3) {
      rgb[to] = rgba[from];
      rgb[to + 1] = rgba[from + 1];
      rgb[to + 2] = rgba[from + 2];
      alpha[i] = rgba[from + 3];
    }
  }

  /** The colours laid on one colour, {@code 0xRRGGBB}. */
  static byte[] layOn(byte[] rgb, byte[] alpha, int ground) {
    byte[] out = rgb.clone();
    int[] behind = {ground >> 16 & 0xff, ground >> 8 & 0xff, ground & 0xff};
    for (int i = 0, at = 0; i < alpha.length; i++, at += RgbImage.CHANNELS) {
      int share = alpha[i] & 0xff;
      if (share != OPAQUE) {
        for (int c = 0; c < RgbImage.CHANNELS; c++) {
          int colour = rgb[at + c] & 0xff;
          out[at + c] =
              (byte) ((colour * share + behind[c] * (OPAQUE - share) + OPAQUE / 2) / OPAQUE);
        }
      }
    }
    return out;
  }

  /** Colours times opacity, for means in which what nobody sees must not count. */
  static byte[] multiplied(byte[] rgb, byte[] alpha) {
    return layOn(rgb, alpha, 0);
  }

  /** The way back from {@link #multiplied}, in place; black where nothing is left. */
  static void divide(byte[] rgb, byte[] alpha) {
    for (int i = 0, at = 0; i < alpha.length; i++, at += RgbImage.CHANNELS) {
      int share = alpha[i] & 0xff;
      if (share == 0 || share == OPAQUE) {
        continue;
      }
      for (int c = 0; c < RgbImage.CHANNELS; c++) {
        int colour = ((rgb[at + c] & 0xff) * OPAQUE + share / 2) / share;
        rgb[at + c] = (byte) Math.min(OPAQUE, colour);
      }
    }
  }
}
