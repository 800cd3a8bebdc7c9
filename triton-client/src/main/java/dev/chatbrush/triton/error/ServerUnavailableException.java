package dev.chatbrush.triton.error;

/**
 * No server answers (refused, reset or shutting down). Do: tell the user that the service is down,
 * or try again a moment later; the next call connects anew. After a connection broke in the middle
 * of a call, the model may have run.
 */
public final class ServerUnavailableException extends InferenceException {
  private static final long serialVersionUID = 1L;

  private final boolean midway;

  public ServerUnavailableException(String message) {
    this(message, null, false);
  }

  public ServerUnavailableException(String message, Throwable cause, boolean midway) {
    super(message, cause);
    this.midway = midway;
  }

  /**
   * Whether a connection was there and broke during the call, so that the server may have had it:
   * what ends a server each time looks like that, and should not be sent for ever.
   */
  public boolean brokeMidway() {
    return midway;
  }

  @Override
  public boolean isTransient() {
    return true;
  }
}
