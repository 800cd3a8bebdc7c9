package dev.chatbrush.mask.problem;

import io.grpc.Status;

/** What sort of problem it is, as gRPC status codes tell it. */
public enum ProblemKind {
  INVALID(Status.Code.INVALID_ARGUMENT),
  STALE(Status.Code.ABORTED),
  CANCELLED(Status.Code.CANCELLED),
  UNAVAILABLE(Status.Code.UNAVAILABLE),
  TIMEOUT(Status.Code.DEADLINE_EXCEEDED),
  OVERLOADED(Status.Code.RESOURCE_EXHAUSTED),
  INTERNAL(Status.Code.INTERNAL);

  private final Status.Code status;

  ProblemKind(Status.Code status) {
    this.status = status;
  }

  public Status.Code status() {
    return status;
  }
}
