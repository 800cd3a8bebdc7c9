package dev.chatbrush.gateway.testing;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** Errors as the services send them. */
public final class Failures {
  private static final Metadata.Key<String> CODE =
      Metadata.Key.of("chatbrush-code", Metadata.ASCII_STRING_MARSHALLER);

  private Failures() {}

  public static StatusRuntimeException of(Status status, String code, String sentence) {
    Metadata trailers = new Metadata();
    trailers.put(CODE, code);
    return status.withDescription(sentence).asRuntimeException(trailers);
  }
}
