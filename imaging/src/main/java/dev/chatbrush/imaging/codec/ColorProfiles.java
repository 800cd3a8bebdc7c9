package dev.chatbrush.imaging.codec;

import dev.chatbrush.imaging.RgbImage;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;

/** Pixels of files with a colour profile, in sRGB and back. */
public final class ColorProfiles {
  /** Colours a channel of those that a profile is tried with: 0, 51, … 255. */
  private static final int STEPS = 6;

  private ColorProfiles() {}

  /**
   * From the profile's colours to sRGB.
   *
   * @param profile of an RGB device, or null; one that cannot be used leaves the picture as it is,
   *     as browsers do, and so does one that means sRGB
   */
  static RgbImage toSrgb(RgbImage image, byte[] profile) {
    return profile == null ? image : convert(image, profile, true).orElse(image);
  }

  /**
   * From sRGB to the profile's colours; those that it lacks become its nearest. Empty where the
   * profile cannot be used.
   */
  public static Optional<RgbImage> fromSrgb(RgbImage image, byte[] profile) {
    return convert(image, profile, false);
  }

  private static Optional<RgbImage> convert(RgbImage image, byte[] profile, boolean toSrgb) {
    try {
      ICC_Profile theirs = ICC_Profile.getInstance(profile);
      if (theirs.getNumComponents() != RgbImage.CHANNELS) {
        return Optional.empty();
      }
      ICC_Profile srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
      ICC_Profile[] way =
          toSrgb ? new ICC_Profile[] {theirs, srgb} : new ICC_Profile[] {srgb, theirs};
      ColorConvertOp conversion = new ColorConvertOp(way, null);
      return Optional.of(
          changesNothing(conversion) ? image : apply(conversion, image).withAlphaOf(image));
    } catch (IllegalArgumentException | CMMException e) {
      return Optional.empty();
    }
  }

  /** Whether no colour moves by more than its rounding. */
  private static boolean changesNothing(ColorConvertOp conversion) {
    byte[] colors = new byte[STEPS * STEPS * STEPS * RgbImage.CHANNELS];
    for (int i = 0; i < colors.length; i++) {
      int color = i / RgbImage.CHANNELS;
      int step =
          switch (i % RgbImage.CHANNELS) {
            case 0 -> color / (STEPS * STEPS);
            case 1 -> color / STEPS % STEPS;
            default -> color % STEPS;
          };
      colors[i] = (byte) (255 / (STEPS - 1) * step);
    }
    RgbImage before = new RgbImage(STEPS * STEPS, STEPS, colors);
    byte[] after = apply(conversion, before).rgb();
    for (int i = 0; i < colors.length; i++) {
      if (Math.abs((colors[i] & 0xff) - (after[i] & 0xff)) > 1) {
        return false;
      }
    }
    return true;
  }

  private static RgbImage apply(ColorConvertOp conversion, RgbImage image) {
    byte[] out = new byte[image.rgb().length];
    conversion.filter(raster(image, image.rgb()), raster(image, out));
    return new RgbImage(image.width(), image.height(), out);
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
