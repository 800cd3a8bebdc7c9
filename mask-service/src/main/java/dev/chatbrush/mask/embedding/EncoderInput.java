package dev.chatbrush.mask.embedding;

import dev.chatbrush.imaging.Resampling;
import dev.chatbrush.imaging.RgbImage;

/** A picture as the encoder takes it: scaled, left top, padded with the mean colour. */
final class EncoderInput {
  /**
   * ImageNet's mean, rounded: after the model's normalisation it is almost the zero SAM pads with.
   */
  private static final byte[] MEAN = {124, 116, 104};

  private EncoderInput() {}

  /** uint8 [side, side, 3]. Bilinear with antialias, as SAM's reference has it by Pillow. */
  static byte[] of(RgbImage image, EncoderFrame frame) {
    RgbImage scaled =
        image.resizeTo(frame.scaledWidth(), frame.scaledHeight(), Resampling.BILINEAR);
    int side = frame.side();
    if (scaled.width() == side && scaled.height() == side) {
      return scaled.rgb();
    }
    byte[] out = new byte[side * side * RgbImage.CHANNELS];
    int rowBytes = scaled.width() * RgbImage.CHANNELS;
    for (int y = 0; y < side; y++) {
      int at = y * side * RgbImage.CHANNELS;
      int from = 0;
      if (y < scaled.height()) {
        System.arraycopy(scaled.rgb(), y * rowBytes, out, at, rowBytes);
        from = rowBytes;
      }
      for (int i = at + from; i < at + side * RgbImage.CHANNELS; i += RgbImage.CHANNELS) {
        System.arraycopy(MEAN, 0, out, i, RgbImage.CHANNELS);
      }
    }
    return out;
  }
}
