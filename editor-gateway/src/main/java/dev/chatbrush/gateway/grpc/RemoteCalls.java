package dev.chatbrush.gateway.grpc;

import dev.chatbrush.contracts.wire.MessageSize;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractStub;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What every call to another service has: room for a picture, a deadline, failures in our terms.
 */
public final class RemoteCalls {
  private RemoteCalls() {}

  /** {@code stub} with one deadline for all its calls. */
  public static <S extends AbstractStub<S>> S within(Duration timeout, S stub) {
    return stub.withMaxOutboundMessageSize(MessageSize.MAX_BYTES)
        .withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The outcome of {@code call}; a gRPC failure becomes a problem of {@code service}. */
  public static <T> T translated(String service, Supplier<T> call) {
    try {
      return call.get();
    } catch (StatusRuntimeException e) {
      throw RemoteProblems.translate(service, e);
    }
  }
}
