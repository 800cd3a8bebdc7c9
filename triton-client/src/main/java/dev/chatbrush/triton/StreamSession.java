package dev.chatbrush.triton;

import dev.chatbrush.triton.error.InvalidInputException;

/**
 * Several requests on one connection stream, their answers told apart by id. Answers of one request
 * keep their order; those of different requests may interleave. Safe for use by many threads.
 *
 * <p>All share one flow: answers to a request that nobody reads are kept in memory while another's
 * reader waits. And the protocol cancels connection streams, not requests: cancelling one request
 * here drops its answers, while the model works on until the session is closed. Use {@link
 * InferenceClient#stream} where that matters.
 */
public interface StreamSession extends AutoCloseable {

  /**
   * Sends a request; it gets an id when it has none.
   *
   * @throws InvalidInputException when a request with the same id is still open
   */
  InferenceStream send(InferRequest request);

  /** Cancels what is open, on the server too. */
  @Override
  void close();
}
