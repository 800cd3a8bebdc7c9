package dev.chatbrush.imaging.codec.file;

import dev.chatbrush.imaging.RgbImage;

/**
 * What a file says of itself before any pixel is read.
 *
 * @param width in pixels as stored, before the orientation is applied
 * @param orientation of EXIF, 1 to 8; 1 is upright
 * @param animated whether the file holds more than one frame
 * @param seeThrough whether its pixels may have an opacity
 */
public record ImageHeader(
    ImageFormat format,
    int width,
    int height,
    int orientation,
    boolean animated,
    boolean seeThrough) {

  public long pixels() {
    return (long) width * height;
  }

  /** Bytes of each pixel once decoded. */
  public int channels() {
    return seeThrough ? RgbImage.CHANNELS_WITH_ALPHA : RgbImage.CHANNELS;
  }

  /** Width as the person sees it. */
  public int displayWidth() {
    return orientation >= 5 ? height : width;
  }

  /** Height as the person sees it. */
  public int displayHeight() {
    return orientation >= 5 ? width : height;
  }
}
