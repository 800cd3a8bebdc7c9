package dev.chatbrush.triton.error;

/**
 * No complete answer came in time; the server was told to stop. Do: raise the timeout, or ask for
 * less; safe to repeat where the model has no side effects.
 */
public final class DeadlineExceededException extends InferenceException {
  private static final long serialVersionUID = 1L;

  public DeadlineExceededException(String message) {
    super(message);
  }

  public DeadlineExceededException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean isTransient() {
    return true;
  }
}
