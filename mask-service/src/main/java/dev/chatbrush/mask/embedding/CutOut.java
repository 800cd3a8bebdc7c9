package dev.chatbrush.mask.embedding;

import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.MaskOps;
import java.util.Optional;

/**
 * A picture of which a good part is not there: its opacity says what its subject is, better than
 * any network could.
 *
 * @param opacities uint8 [height, width], as models see the picture
 */
public record CutOut(int width, int height, byte[] opacities) {
  /** Less of nothing is a rounded corner. */
  private static final double LEAST_NOTHING = 0.05;

  private static final int HALF = 128;

  /** Empty where the picture is whole, or all but whole. */
  static Optional<CutOut> of(RgbImage image) {
    return image
        .alpha()
        .map(opacities -> new CutOut(image.width(), image.height(), opacities))
        .filter(cutOut -> cutOut.share(1) <= 1 - LEAST_NOTHING && cutOut.share(HALF) > 0);
  }

  private double share(int least) {
    int count = 0;
    for (byte opacity : opacities) {
      count += (opacity & 0xff) >= least ? 1 : 0;
    }
    return (double) count / opacities.length;
  }

  /** What is there, for a picture of that size. */
  public Mask subject(PictureSize size) {
    return new Mask(width, height, opacities).resizeTo(size.width(), size.height());
  }

  /**
   * What is not there, not whole, or beside such: nothing that is laid behind shows anywhere else.
   */
  public Mask background(PictureSize size) {
    byte[] values = new byte[opacities.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (opacities[i] == (byte) 255 ? 0 : 255);
    }
    Mask seen = new Mask(width, height, values).resizeTo(size.width(), size.height());
    int seenPixel = (int) Math.ceil((double) size.width() / width);
    return MaskOps.dilateSquare(seen, 3, seenPixel);
  }
}
