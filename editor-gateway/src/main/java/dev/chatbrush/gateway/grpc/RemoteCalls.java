package dev.chatbrush.gateway.grpc;

import dev.chatbrush.calls.CallGuard;
import dev.chatbrush.calls.GuardConfig;
import dev.chatbrush.contracts.wire.MessageSize;
import io.grpc.Deadline;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractStub;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * What every call to another service has: room for a picture, one deadline for all its attempts,
 * one guard, failures in our terms.
 */
public final class RemoteCalls {
  private RemoteCalls() {}

  /**
   * When a call that begins now must be over, attempts and replicas together. It travels with the
   * call: the service knows it and passes on what is left.
   *
   * @throws IllegalArgumentException when there is no time at all
   */
  public static Deadline deadline(Duration timeout) {
    if (timeout.toMillis() < 1) {
      throw new IllegalArgumentException("a timeout must be at least 1 ms, found " + timeout);
    }
    return Deadline.after(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** {@code stub} with room for a picture and that deadline. */
  public static <S extends AbstractStub<S>> S within(Deadline deadline, S stub) {
    return stub.withMaxOutboundMessageSize(MessageSize.MAX_BYTES).withDeadline(deadline);
  }

  /**
   * A guard for calls that may be made again when the service was not reached. What the service
   * itself answers, that Triton is gone included, neither counts nor is asked for again: its own
   * guard stands there.
   */
  public static CallGuard repeating(String name, GuardConfig config) {
    return CallGuard.repeating(
        name, config, RemoteProblems::isSilence, RemoteProblems::isUnreachable);
  }

  /** As {@link #repeating}, for calls that are too dear to be made twice unasked. */
  public static CallGuard once(String name, GuardConfig config) {
    return CallGuard.once(name, config, RemoteProblems::isSilence);
  }

  /**
   * The outcome of {@code call} behind its guard; a gRPC failure becomes a problem of {@code
   * service}.
   */
  public static <T> T guarded(String service, CallGuard guard, Supplier<T> call) {
    try {
      return translated(service, () -> guard.call(call));
    } catch (CircuitBreakerOpenException open) {
      throw UnavailableException.notTried(service);
    }
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
