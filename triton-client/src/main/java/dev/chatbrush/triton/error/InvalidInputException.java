package dev.chatbrush.triton.error;

/**
 * The request does not fit the model or the protocol (name, type, shape, data length, missing
 * deadline). A bug of the caller. Do: mend the request; a retry cannot help.
 */
public final class InvalidInputException extends InferenceException {
  private static final long serialVersionUID = 1L;

  public InvalidInputException(String message) {
    super(message);
  }

  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
