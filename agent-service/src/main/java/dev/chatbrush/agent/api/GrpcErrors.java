package dev.chatbrush.agent.api;

import dev.chatbrush.agent.edit.ToolProblem;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.jboss.logging.Logger;

/**
 * Failures as gRPC statuses: description for the person, trailer {@code chatbrush-code} for
 * programs.
 */
final class GrpcErrors {
  static final Metadata.Key<String> CODE =
      Metadata.Key.of("chatbrush-code", Metadata.ASCII_STRING_MARSHALLER);

  private static final Logger LOG = Logger.getLogger(GrpcErrors.class);

  private GrpcErrors() {}

  static StatusRuntimeException of(Throwable failure) {
    if (failure instanceof ToolProblem problem) {
      return error(status(problem.kind()), problem.code(), problem.getMessage());
    }
    LOG.error("Unexpected failure", failure);
    return error(Status.INTERNAL, "INTERNAL", "Something went wrong; nothing was changed.");
  }

  static StatusRuntimeException invalid(String sentence) {
    return error(Status.INVALID_ARGUMENT, "REQUEST_INVALID", sentence);
  }

  private static Status status(ToolProblem.Kind kind) {
    return switch (kind) {
      case INVALID -> Status.INVALID_ARGUMENT;
      case PRECONDITION -> Status.FAILED_PRECONDITION;
      case UNAVAILABLE -> Status.UNAVAILABLE;
      case TIMEOUT -> Status.DEADLINE_EXCEEDED;
      case OVERLOADED -> Status.RESOURCE_EXHAUSTED;
      case CANCELLED -> Status.CANCELLED;
      case INTERNAL -> Status.INTERNAL;
    };
  }

  private static StatusRuntimeException error(Status status, String code, String sentence) {
    Metadata trailers = new Metadata();
    trailers.put(CODE, code);
    return status.withDescription(sentence).asRuntimeException(trailers);
  }
}
