package dev.chatbrush.triton.error;

/**
 * The caller cancelled, or its thread was interrupted; the server was told to stop. Do: nothing.
 */
public final class CancelledException extends InferenceException {
  private static final long serialVersionUID = 1L;

  public CancelledException(String message) {
    super(message);
  }

  public CancelledException(String message, Throwable cause) {
    super(message, cause);
  }
}
