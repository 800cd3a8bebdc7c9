package dev.chatbrush.triton.grpc;

import io.grpc.Status;

/** Takes the answers of one call. Called by one thread at a time. */
interface CallHandler<A> {
  void message(A message);

  /** Once, last. */
  void closed(Status status);
}
