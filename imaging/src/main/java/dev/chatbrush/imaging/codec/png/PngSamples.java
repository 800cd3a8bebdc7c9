package dev.chatbrush.imaging.codec.png;

import dev.chatbrush.imaging.codec.file.ByteReader;
import dev.chatbrush.imaging.codec.file.PngFile;

/** Turns an unfiltered PNG row into 8-bit RGBA, whatever its depth and colour type. */
final class PngSamples {
  private final PngFile png;
  private final int maximum;
  private final byte[] palette;
  private final int[] transparentColor;

  PngSamples(PngFile png) {
    this.png = png;
    this.maximum = (1 << png.depth()) - 1;
    this.palette = png.colorType() == 3 ? paletteOf(png) : null;
    this.transparentColor = transparentColorOf(png);
  }

  /**
   * @param row packed samples, from {@code at}
   * @param rgba receives uint8 [count, 4]
   */
  void toRgba(byte[] row, int at, int count, byte[] rgba) {
    int channels = png.channels();
    for (int i = 0, out = 0; i < count; i++, out += 4) {
      int first = sample(row, at, i * channels);
      switch (png.colorType()) {
        case 0 -> gray(rgba, out, scale(first), isTransparent(first, first, first) ? 0 : 255);
        case 4 -> gray(rgba, out, scale(first), scale(sample(row, at, i * channels + 1)));
        case 3 -> paletteColor(rgba, out, first);
        default -> color(row, at, i * channels, first, rgba, out);
      }
    }
  }

  private void color(byte[] row, int at, int index, int red, byte[] rgba, int out) {
    int green = sample(row, at, index + 1);
    int blue = sample(row, at, index + 2);
    rgba[out] = (byte) scale(red);
    rgba[out + 1] = (byte) scale(green);
    rgba[out + 2] = (byte) scale(blue);
    if (png.colorType() == 6) {
      rgba[out + 3] = (byte) scale(sample(row, at, index + 3));
    } else {
      rgba[out + 3] = (byte) (isTransparent(red, green, blue) ? 0 : 255);
    }
  }

  private static void gray(byte[] rgba, int out, int value, int alpha) {
    rgba[out] = (byte) value;
    rgba[out + 1] = (byte) value;
    rgba[out + 2] = (byte) value;
    rgba[out + 3] = (byte) alpha;
  }

  private void paletteColor(byte[] rgba, int out, int index) {
    if (index * 3 + 2 >= palette.length) {
      throw PngFile.corrupt("a pixel names colour %d, which its palette lacks".formatted(index));
    }
    System.arraycopy(palette, index * 3, rgba, out, 3);
    byte[] alphas = png.transparency();
    rgba[out + 3] = alphas != null && index < alphas.length ? alphas[index] : (byte) 255;
  }

  private int sample(byte[] row, int at, int index) {
    switch (png.depth()) {
      case 8:
        return row[at + index] & 0xff;
      case 16:
        return (row[at + 2 * index] & 0xff) << 8 | (row[at + 2 * index + 1] & 0xff);
      default:
        int bit = index * png.depth();
        int shift = 8 - png.depth() - (bit & 7);
        return (row[at + (bit >> 3)] & 0xff) >> shift & maximum;
    }
  }

  private int scale(int sample) {
    return maximum == 255 ? sample : (sample * 255 + maximum / 2) / maximum;
  }

  private boolean isTransparent(int red, int green, int blue) {
    return transparentColor != null
        && red == transparentColor[0]
        && green == transparentColor[1]
        && blue == transparentColor[2];
  }

  private static byte[] paletteOf(PngFile png) {
    if (png.palette() == null) {
      throw PngFile.corrupt("it lacks its palette");
    }
    return png.palette();
  }

  private static int[] transparentColorOf(PngFile png) {
    byte[] chunk = png.transparency();
    int needed = png.colorType() == 0 ? 2 : png.colorType() == 2 ? 6 : Integer.MAX_VALUE;
    if (chunk == null || chunk.length < needed) {
      return null;
    }
    ByteReader reader = new ByteReader(chunk);
    int red = reader.unsigned16(0);
    return needed == 2
        ? new int[] {red, red, red}
        : new int[] {red, reader.unsigned16(2), reader.unsigned16(4)};
  }
}
