package dev.chatbrush.imaging.codec;

import dev.chatbrush.imaging.RgbImage;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** Converts RGB pixels from an embedded colour profile to sRGB. */
final class IccToSrgb {
  private IccToSrgb() {}

  /**
   * @param profile of an RGB device, or null; one that cannot be used leaves the picture as it is,
   *     as browsers do
   */
  static RgbImage apply(RgbImage image, byte[] profile) {
    if (profile == null) {
      return image;
    }
    try {
      ICC_Profile source = ICC_Profile.getInstance(profile);
      if (source.getNumComponents() != RgbImage.CHANNELS) {
        return image;
      }
      ICC_Profile target = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
      byte[] out = new byte[image.rgb().length];
      new ColorConvertOp(new ICC_Profile[] {source, target}, null)
          .filter(raster(image, image.rgb()), raster(image, out));
      return new RgbImage(image.width(), image.height(), out);
    } catch (IllegalArgumentException | CMMException e) {
      return image;
    }
  }

  private static WritableRaster raster(RgbImage image, byte[] rgb) {
    return Raster.createInterleavedRaster(
        new DataBufferByte(rgb, rgb.length),
        image.width(),
        image.height(),
        image.width() * RgbImage.CHANNELS,
        RgbImage.CHANNELS,
        new int[] {0, 1, 2},
        null);
  }
}
