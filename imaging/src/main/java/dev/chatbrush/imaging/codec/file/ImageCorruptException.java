package dev.chatbrush.imaging.codec.file;

/** The file begins like a picture but is damaged or cut off. */
public final class ImageCorruptException extends ImageException {
  private static final long serialVersionUID = 1L;

  public ImageCorruptException(String message) {
    super(message);
  }

  public ImageCorruptException(String message, Throwable cause) {
    super(message, cause);
  }
}
