package dev.chatbrush.triton.testing;

import dev.chatbrush.triton.grpc.wire.ModelInferResponse;
import io.grpc.Status;

/** Where a call's answers go: a unary call, or one request's share of a stream. Thread-safe. */
interface ReplySink {
  void reply(ModelInferResponse.Builder answer);

  /** Whether an answer sent now would leave at once. */
  boolean hasRoom();

  void fail(Status status);

  /** The behaviour has returned. */
  void end();
}
