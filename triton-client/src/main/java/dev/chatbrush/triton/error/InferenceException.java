package dev.chatbrush.triton.error;

/**
 * Why a call to the inference server gave no answer. The subclasses are the whole catalogue; each
 * says in its Javadoc what the caller should do. The message says what was expected, what was found
 * and what to do.
 */
public abstract class InferenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InferenceException(String message) {
    super(message);
  }

  InferenceException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Whether the same call may succeed later without a change by the caller. */
  public boolean isTransient() {
    return false;
  }
}
