package dev.chatbrush.imaging.codec.png;

import dev.chatbrush.imaging.RgbImage;

/**
 * A picture's rows as a PNG has them: RGB, or RGBA where it is not opaque. Opaque rows are the
 * picture's own bytes; the others are put together as they are needed, two at a time, so that no
 * second picture lies in memory.
 */
final class PixelRows {
  private final RgbImage image;
  private final byte[] alpha;

  PixelRows(RgbImage image) {
    this.image = image;
    this.alpha = image.alpha().orElse(null);
  }

  int channels() {
    return alpha == null ? RgbImage.CHANNELS : RgbImage.CHANNELS_WITH_ALPHA;
  }

  int rowBytes() {
    return image.width() * channels();
  }

  /** One thread's view of the rows, which it reads downwards. */
  Window window() {
    return alpha == null ? new OwnBytes() : new TwoRows();
  }

  /** A row and the one above it. */
  interface Window {
    /** Goes to a row; returns where it begins in {@link #bytes}. */
    int moveTo(int row);

    /** Where the row above begins; only where the window was there before. */
    int above();

    byte[] bytes();
  }

  private final class OwnBytes implements Window {
    private int at;

    @Override
    public int moveTo(int row) {
      at = row * rowBytes();
      return at;
    }

    @Override
    public int above() {
      return at - rowBytes();
    }

    @Override
    public byte[] bytes() {
      return image.rgb();
    }
  }

  private final class TwoRows implements Window {
    private final byte[] two = new byte[2 * rowBytes()];
    private int at;

    @Override
    public int moveTo(int row) {
      at = (row & 1) * rowBytes();
      byte[] rgb = image.rgb();
      int pixel = row * image.width();
      for (int to = at; to < at + rowBytes(); to += RgbImage.CHANNELS_WITH_ALPHA, pixel++) {
        int from = pixel * RgbImage.CHANNELS;
        two[to] = rgb[from];
        two[to + 1] = rgb[from + 1];
        two[to + 2] = rgb[from + 2];
        two[to + 3] = alpha[pixel];
      }
      return at;
    }

    @Override
    public int above() {
      return rowBytes() - at;
    }

    @Override
    public byte[] bytes() {
      return two;
    }
  }
}
