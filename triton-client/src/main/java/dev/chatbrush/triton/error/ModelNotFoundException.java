package dev.chatbrush.triton.error;

/**
 * The server has no such model, or no ready version of it. Do: choose another model from the
 * catalogue; install it; do not retry at once.
 */
public final class ModelNotFoundException extends InferenceException {
  private static final long serialVersionUID = 1L;

  public ModelNotFoundException(String message) {
    super(message);
  }

  public ModelNotFoundException(String message, Throwable cause) {
    super(message, cause);
  }
}
