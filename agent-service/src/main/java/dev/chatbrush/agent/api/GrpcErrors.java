package dev.chatbrush.agent.api;

import dev.chatbrush.agent.edit.ToolProblem;
import dev.chatbrush.contracts.problem.ProblemCode;
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
      return WireErrors.of(problem.kind().grpc().toStatus(), problem.code(), problem.getMessage());
    }
    LOG.error("Unexpected failure", failure);
    return WireErrors.of(
        Status.INTERNAL,
        ProblemCode.INTERNAL_ERROR.name(),
        "Something went wrong; nothing was changed.");
  }

  static StatusRuntimeException invalid(String sentence) {
    return WireErrors.of(Status.INVALID_ARGUMENT, ProblemCode.REQUEST_INVALID.name(), sentence);
  }
}
