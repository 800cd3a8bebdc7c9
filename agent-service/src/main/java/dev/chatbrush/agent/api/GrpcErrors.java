package dev.chatbrush.agent.api;

import dev.chatbrush.agent.edit.ToolProblem;
import dev.chatbrush.contracts.wire.WireErrors;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.jboss.logging.Logger;

/** Turns whatever went wrong into the status that the gateway gets. */
final class GrpcErrors {
  private static final Logger LOG = Logger.getLogger(GrpcErrors.class);

  private GrpcErrors() {}

  static StatusRuntimeException of(Throwable failure) {
    if (failure instanceof ToolProblem problem) {
      return WireErrors.of(status(problem.kind()), problem.code(), problem.getMessage());
    }
    LOG.error("Unexpected failure", failure);
    return WireErrors.of(Status.INTERNAL, "INTERNAL", "Something went wrong; nothing was changed.");
  }

  static StatusRuntimeException invalid(String sentence) {
    return WireErrors.of(Status.INVALID_ARGUMENT, "REQUEST_INVALID", sentence);
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
}
