package dev.chatbrush.triton;

import dev.chatbrush.triton.error.CancelledException;
import dev.chatbrush.triton.error.InferenceException;
import java.util.Optional;

/**
 * Answers to one request in the order the model gave them. Back-pressure: the client reads only a
 * few answers ahead of {@link #next()}. One thread reads; any thread may cancel.
 */
public interface InferenceStream extends AutoCloseable {

  /**
   * Waits for the next answer; empty when the model has finished. Interrupting cancels.
   *
   * @throws InferenceException once, when the stream broke; again on every later call
   */
  Optional<InferResponse> next();

  /** Tells the server to stop; {@link #next()} then throws {@link CancelledException}. */
  void cancel();

  /** Whether {@link #cancel()} or {@link #close()} ended the stream before the model did. */
  boolean isCancelled();

  /** Cancels unless the stream has ended. */
  @Override
  void close();
}
