package dev.chatbrush.gateway.grpc;

/** The call was cancelled from this side. */
public final class CancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CancelledException(Throwable cause) {
    super("the call was cancelled", cause);
  }
}
