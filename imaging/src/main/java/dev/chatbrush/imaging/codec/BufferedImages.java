package dev.chatbrush.imaging.codec;

import dev.chatbrush.imaging.RgbImage;
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

  /** Shares the bytes: no copy. */
  static BufferedImage wrap(RgbImage image) {
    ColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            ColorModel.OPAQUE,
            DataBuffer.TYPE_BYTE);
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(image.rgb(), image.rgb().length),
            image.width(),
            image.height(),
            image.width() * RgbImage.CHANNELS,
            RgbImage.CHANNELS,
            new int[] {0, 1, 2},
            null);
    return new BufferedImage(model, raster, false, null);
  }
}
