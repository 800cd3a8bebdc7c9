package dev.chatbrush.triton.error;

/**
 * No server answers (refused, reset, shutting down, or the circuit breaker is open). Do: tell the
 * user that the service is down; it is tried again by itself. After a connection broke in the
 * middle of a call, the model may have run.
 */
public final class ServerUnavailableException extends InferenceException {
  private static final long serialVersionUID = 1L;

  public ServerUnavailableException(String message) {
    super(message);
  }

  public ServerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean isTransient() {
    return true;
  }
}
