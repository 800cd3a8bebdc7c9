package dev.chatbrush.imaging.codec.file;

/**
 * What a file says of itself before any pixel is read.
 *
 * @param width in pixels as stored, before the orientation is applied
 * @param orientation of EXIF, 1 to 8; 1 is upright
 * @param animated whether the file holds more than one frame
 */
public record ImageHeader(
    ImageFormat format, int width, int height, int orientation, boolean animated) {

  /** Width as the person sees it. */
  public int displayWidth() {
    return orientation >= 5 ? height : width;
  }

  /** Height as the person sees it. */
  public int displayHeight() {
    return orientation >= 5 ? width : height;
  }
}
