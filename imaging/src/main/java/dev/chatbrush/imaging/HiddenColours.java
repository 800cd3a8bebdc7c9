package dev.chatbrush.imaging;

/**
 * Gives pixels that nobody sees the colours of those around them that are seen. Files keep any
 * colour there, black more often than not; a filter or a network that looks at colours alone would
 * bring it out at the edge. Source: pull-push interpolation, Gortler et al. 1996, "The Lumigraph",
 * section 3.3, on a small picture, since such a field is smooth.
 */
public final class HiddenColours {
  private static final int SIDE = 256;
  private static final float NOTHING_SEEN = 128;

  private HiddenColours() {}

  /** The same picture with those colours where its opacity is 0; itself where it has none such. */
  public static RgbImage filled(RgbImage image) {
    byte[] alpha = image.alpha().orElse(null);
    if (alpha == null || !hidesAnything(alpha)) {
      return image;
    }
    Field field = Field.of(small(image)).spread();
    byte[] rgb = image.rgb().clone();
    float[] colour = new float[RgbImage.CHANNELS];
    for (int y = 0, i = 0; y < image.height(); y++) {
      float fieldY = (y + 0.5f) * field.height / image.height() - 0.5f;
      for (int x = 0; x < image.width(); x++, i++) {
        if (alpha[i] == 0) {
          field.at((x + 0.5f) * field.width / image.width() - 0.5f, fieldY, colour);
          for (int c = 0; c < RgbImage.CHANNELS; c++) {
            rgb[i * RgbImage.CHANNELS + c] = (byte) Math.round(colour[c]);
          }
        }
      }
    }
    return new RgbImage(image.width(), image.height(), rgb).withAlphaOf(image);
  }

  private static boolean hidesAnything(byte[] alpha) {
    for (byte value : alpha) {
      if (value == 0) {
        return true;
      }
    }
    return false;
  }

  private static RgbImage small(RgbImage image) {
    double scale = Math.min(1, (double) SIDE / Math.max(image.width(), image.height()));
    int width = (int) Math.max(1, Math.round(image.width() * scale));
    int height = (int) Math.max(1, Math.round(image.height() * scale));
    return image.resizeTo(width, height, Resampling.AREA);
  }

  /**
   * Colours known as far as their weights say.
   *
   * @param colours float [height, width, 3], 0 to 255
   * @param weights float [height, width], 0 to 1
   */
  private record Field(int width, int height, float[] colours, float[] weights) {

    static Field of(RgbImage image) {
      float[] colours = new float[image.rgb().length];
      float[] weights = new float[image.width() * image.height()];
      byte[] alpha = image.alpha().orElse(null);
      for (int i = 0; i < colours.length; i++) {
        colours[i] = image.rgb()[i] & 0xff;
      }
      for (int i = 0; i < weights.length; i++) {
        weights[i] = alpha == null ? 1 : (alpha[i] & 0xff) / 255f;
      }
      return new Field(image.width(), image.height(), colours, weights);
    }

    /** The same where it is known, continued from there to everywhere else. */
    Field spread() {
      if (width == 1 && height == 1) {
        return weights[0] > 0 ? this : new Field(1, 1, grey(), weights);
      }
      Field coarse = halved().spread();
      float[] out = new float[colours.length];
      float[] behind = new float[RgbImage.CHANNELS];
      for (int y = 0, i = 0; y < height; y++) {
        for (int x = 0; x < width; x++, i++) {
          coarse.at((x + 0.5f) / 2 - 0.5f, (y + 0.5f) / 2 - 0.5f, behind);
          for (int c = 0; c < RgbImage.CHANNELS; c++) {
            int at = i * RgbImage.CHANNELS + c;
            out[at] = colours[at] * weights[i] + behind[c] * (1 - weights[i]);
          }
        }
      }
      return new Field(width, height, out, weights);
    }

    private static float[] grey() {
      return new float[] {NOTHING_SEEN, NOTHING_SEEN, NOTHING_SEEN};
    }

    private Field halved() {
      int halfWidth = (width + 1) / 2;
      int halfHeight = (height + 1) / 2;
      float[] sums = new float[halfWidth * halfHeight * RgbImage.CHANNELS];
      float[] known = new float[halfWidth * halfHeight];
      for (int y = 0, i = 0; y < height; y++) {
        for (int x = 0; x < width; x++, i++) {
          int to = y / 2 * halfWidth + x / 2;
          known[to] += weights[i];
          for (int c = 0; c < RgbImage.CHANNELS; c++) {
            sums[to * RgbImage.CHANNELS + c] += weights[i] * colours[i * RgbImage.CHANNELS + c];
          }
        }
      }
      for (int i = 0; i < sums.length; i++) {
        sums[i] /= Math.max(known[i / RgbImage.CHANNELS], 1e-6f);
      }
      for (int i = 0; i < known.length; i++) {
        known[i] = Math.min(1, known[i]);
      }
      return new Field(halfWidth, halfHeight, sums, known);
    }

    /** The colour at a place between its pixels, linearly. */
    void at(float x, float y, float[] colour) {
      float column = Math.max(0, Math.min(width - 1, x));
      float row = Math.max(0, Math.min(height - 1, y));
      int left = (int) column;
      int top = (int) row;
      int right = Math.min(width - 1, left + 1);
      int bottom = Math.min(height - 1, top + 1);
      for (int c = 0; c < RgbImage.CHANNELS; c++) {
        float above = mix(value(left, top, c), value(right, top, c), column - left);
        float below = mix(value(left, bottom, c), value(right, bottom, c), column - left);
        colour[c] = mix(above, below, row - top);
      }
    }

    private float value(int x, int y, int channel) {
      return colours[(y * width + x) * RgbImage.CHANNELS + channel];
    }

    private static float mix(float one, float other, float share) {
      return one + (other - one) * share;
    }
  }
}
