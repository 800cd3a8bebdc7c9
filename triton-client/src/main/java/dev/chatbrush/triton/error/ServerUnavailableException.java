package dev.chatbrush.triton.error;

/**
 * No server answers (refused, reset or shutting down). Do: tell the user that the service is down,
 * or try again a moment later; the next call connects anew. After a connection broke in the middle
 * of a call, the model may have run.
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
