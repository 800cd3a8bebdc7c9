package dev.chatbrush.imaging.stitch;

import dev.chatbrush.imaging.RgbImage;
import java.util.Arrays;

/**
 * A copy of a picture into which pixels of another one are mixed, opacities too. What is mixed is
 * what is seen: a colour counts as much as its opacity says (Porter and Duff 1984).
 */
final class Blend {
  private static final int FULL = 255;

  private final RgbImage before;
  private final byte[] part;
  private final byte[] partAlpha;
  private final byte[] out;
  private final byte[] outAlpha;

  Blend(RgbImage before, RgbImage part) {
    this.before = before;
    this.part = part.rgb();
    this.partAlpha = part.alpha().orElse(null);
    this.out = before.rgb().clone();
    boolean opaque = partAlpha == null && !before.isSeeThrough();
    this.outAlpha = opaque ? null : alphaOf(before);
  }

  private static byte[] alphaOf(RgbImage image) {
    if (image.isSeeThrough()) {
      return image.alpha().orElseThrow().clone();
    }
    byte[] alpha = new byte[image.width() * image.height()];
    Arrays.fill(alpha, (byte) FULL);
    return alpha;
  }

  /** {@code weight}: 0 leaves pixel {@code to} as it is, 255 puts the part's in its place. */
  void mix(int to, int from, int weight) {
    if (weight == FULL) {
      replace(to, from);
      return;
    }
    int shareBefore = FULL - weight;
    int shareAfter = weight;
    if (outAlpha != null) {
      int alphaBefore = outAlpha[to] & 0xff;
      int alphaAfter = partAlpha == null ? FULL : partAlpha[from] & 0xff;
      outAlpha[to] = mixed(alphaBefore, shareBefore, alphaAfter, shareAfter);
      boolean nothingSeen = shareBefore * alphaBefore + shareAfter * alphaAfter == 0;
      shareBefore *= nothingSeen ? 1 : alphaBefore;
      shareAfter *= nothingSeen ? 1 : alphaAfter;
    }
    int at = to * RgbImage.CHANNELS;
    int other = from * RgbImage.CHANNELS;
    for (int c = 0; c < RgbImage.CHANNELS; c++) {
      out[at + c] = mixed(out[at + c] & 0xff, shareBefore, part[other + c] & 0xff, shareAfter);
    }
  }

  /** Nearly all pixels: without a division. */
  private void replace(int to, int from) {
    System.arraycopy(
        part, from * RgbImage.CHANNELS, out, to * RgbImage.CHANNELS, RgbImage.CHANNELS);
    if (outAlpha != null) {
      outAlpha[to] = partAlpha == null ? (byte) FULL : partAlpha[from];
    }
  }

  private static byte mixed(int before, int shareBefore, int after, int shareAfter) {
    int all = shareBefore + shareAfter;
    return (byte) ((before * shareBefore + after * shareAfter + all / 2) / all);
  }

  RgbImage result() {
    RgbImage colours = new RgbImage(before.width(), before.height(), out);
    return outAlpha == null ? colours : colours.withAlpha(outAlpha);
  }
}
