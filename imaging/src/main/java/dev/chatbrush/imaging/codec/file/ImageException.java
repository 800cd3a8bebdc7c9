package dev.chatbrush.imaging.codec.file;

/** A picture that cannot be taken. The message is a sentence for the person who sent it. */
public abstract class ImageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ImageException(String message) {
    super(message);
  }

  ImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
