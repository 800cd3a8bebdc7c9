package dev.chatbrush.triton.error;

/** The server's queue for this model is full. Do: wait and try again, or tell the user to. */
public final class OverloadedException extends InferenceException {
  private static final long serialVersionUID = 1L;

  public OverloadedException(String message) {
    super(message);
  }

  public OverloadedException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean isTransient() {
    return true;
  }
}
