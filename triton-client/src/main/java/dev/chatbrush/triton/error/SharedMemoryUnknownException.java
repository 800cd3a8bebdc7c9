package dev.chatbrush.triton.error;

/**
 * The server does not know the shared memory that an input lies in: it was started anew meanwhile.
 * Do: register other memory, or send the input.
 */
public final class SharedMemoryUnknownException extends InferenceException {
  private static final long serialVersionUID = 1L;

  public SharedMemoryUnknownException(String message) {
    super(message);
  }
}
