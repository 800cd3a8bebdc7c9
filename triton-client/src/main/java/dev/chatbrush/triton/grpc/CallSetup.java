package dev.chatbrush.triton.grpc;

import io.grpc.Deadline;
import io.grpc.Metadata;
import java.util.concurrent.Executor;

/**
 * What a call needs besides its message.
 *
 * @param headers metadata headers
 * @param deadline when it ends at the latest
 * @param executor runs the callbacks
 */
record CallSetup(Metadata headers, Deadline deadline, Executor executor) {
  CallSetup on(Executor other) {
    return new CallSetup(headers, deadline, other);
  }
}
