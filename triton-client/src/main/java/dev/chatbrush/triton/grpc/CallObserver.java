package dev.chatbrush.triton.grpc;

import dev.chatbrush.triton.error.InferenceException;
import java.time.Duration;
import java.util.Optional;

/** Watches calls. Called on the client's own threads: be quick, and do not throw. */
public interface CallObserver {

  /** After each inference call, however it ended. */
  default void callFinished(Call call) {}

  /**
   * An inference call that has ended.
   *
   * @param model name of the model
   * @param method {@code infer}, {@code stream} or {@code session}
   * @param duration from the call to its last answer
   * @param sentBytes tensor data sent
   * @param receivedBytes tensor data received
   * @param answers answers received
   * @param failure why it failed, if it did
   */
  record Call(
      String model,
      String method,
      Duration duration,
      long sentBytes,
      long receivedBytes,
      int answers,
      Optional<InferenceException> failure) {}
}
