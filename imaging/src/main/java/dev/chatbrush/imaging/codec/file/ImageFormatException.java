package dev.chatbrush.imaging.codec.file;

/** The bytes are no picture of a kind that is taken here. */
public final class ImageFormatException extends ImageException {
  private static final long serialVersionUID = 1L;

  public ImageFormatException(String message) {
    super(message);
  }

  public ImageFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
