package dev.chatbrush.imaging.codec.file;

/**
 * What a picture may cost at most; all of it is checked before room for pixels is made.
 *
 * @param maxBytes of the file
 * @param maxPixels width times height
 * @param maxSide longest side in pixels
 */
public record DecodeLimits(int maxBytes, long maxPixels, int maxSide) {
  /** 32 MB, 40 megapixels, 12,000 pixels a side. */
  public static final DecodeLimits DEFAULT =
      new DecodeLimits(32 * 1024 * 1024, 40_000_000L, 12_000);

  /**
   * For pictures that come out of our own encoder: as large as they may be opened, and PNG takes
   * more bytes than the file it was made from.
   */
  public static final DecodeLimits STORED =
      new DecodeLimits(256 * 1024 * 1024, DEFAULT.maxPixels, DEFAULT.maxSide);

  /**
   * @throws ImageTooLargeException when a file of that many bytes is beyond the limit
   */
  public void requireBytes(int bytes) {
    if (bytes > maxBytes) {
      throw new ImageTooLargeException(
          "The file has %.1f MB; at most %.0f MB are taken. Save it smaller and try again."
              .formatted(bytes / 1048576.0, maxBytes / 1048576.0));
    }
  }

  /**
   * @throws ImageTooLargeException when a picture of that many pixels is beyond the limits
   */
  public void requireSize(int width, int height) {
    if (width > maxSide || height > maxSide) {
      throw new ImageTooLargeException(
          "The picture has %d x %d pixels; at most %d a side are taken. Scale it down and try again."
              .formatted(width, height, maxSide));
    }
    if ((long) width * height > maxPixels) {
      throw new ImageTooLargeException(
          "The picture has %.1f megapixels; at most %.1f are taken. Scale it down and try again."
              .formatted((double) width * height / 1e6, maxPixels / 1e6));
    }
  }
}
