package dev.chatbrush.contracts.wire;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;

/**
 * A failure on its way between services: the status' description is a sentence for the person, the
 * trailer {@code chatbrush-code} is for programs.
 */
public final class WireErrors {
  private static final Metadata.Key<String> CODE =
      Metadata.Key.of("chatbrush-code", Metadata.ASCII_STRING_MARSHALLER);

  private WireErrors() {}

  public static StatusRuntimeException of(Status status, String code, String sentence) {
    Metadata trailers = new Metadata();
    trailers.put(CODE, code);
    return status.withDescription(sentence).asRuntimeException(trailers);
  }

  /** As it was sent; empty when the failure came from no service of ours. */
  public static Optional<String> codeOf(StatusRuntimeException failure) {
    return Optional.ofNullable(failure.getTrailers()).map(trailers -> trailers.get(CODE));
  }
}
