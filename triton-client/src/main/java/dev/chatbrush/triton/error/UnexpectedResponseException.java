package dev.chatbrush.triton.error;

/**
 * The answer broke the protocol or the caller's expectation (missing output, wrong type or shape,
 * cut stream). Do: report it; the model and this program do not fit together.
 */
public final class UnexpectedResponseException extends InferenceException {
  private static final long serialVersionUID = 1L;

  public UnexpectedResponseException(String message) {
    super(message);
  }

  public UnexpectedResponseException(String message, Throwable cause) {
    super(message, cause);
  }
}
