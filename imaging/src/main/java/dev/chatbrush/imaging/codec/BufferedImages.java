package dev.chatbrush.imaging.codec;

import dev.chatbrush.imaging.RgbImage;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** Java's own picture type over our bytes. */
final class BufferedImages {
  private BufferedImages() {}

  /** Shares an opaque picture's bytes: no copy. */
  static BufferedImage wrap(RgbImage image) {
    boolean seeThrough = image.isSeeThrough();
    int channels = seeThrough ? RgbImage.CHANNELS_WITH_ALPHA : RgbImage.CHANNELS;
    byte[] samples = seeThrough ? image.rgba() : image.rgb();
    ColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            seeThrough,
            false,
            seeThrough ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
            DataBuffer.TYPE_BYTE);
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(samples, samples.length),
            image.width(),
            image.height(),
            image.width() * channels,
            channels,
            seeThrough ? new int[] {0, 1, 2, 3} : new int[] {0, 1, 2},
            null);
    return new BufferedImage(model, raster, false, null);
  }
}
