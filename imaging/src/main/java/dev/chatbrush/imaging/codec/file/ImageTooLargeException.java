package dev.chatbrush.imaging.codec.file;

/** The picture has more bytes or pixels than the limits allow. */
public final class ImageTooLargeException extends ImageException {
  private static final long serialVersionUID = 1L;

  public ImageTooLargeException(String message) {
    super(message);
  }
}
