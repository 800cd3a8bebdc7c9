package dev.chatbrush.contracts.problem;

import io.grpc.Status;

/** Who has to do something about a problem, as gRPC's status codes tell it between services. */
public enum ProblemKind {
  /** The request is wrong, or something has to be there first: a selection, a model. */
  INVALID(Status.Code.INVALID_ARGUMENT),
  /** The state has moved on. */
  STALE(Status.Code.ABORTED),
  CANCELLED(Status.Code.CANCELLED),
  OVERLOADED(Status.Code.RESOURCE_EXHAUSTED),
  UNAVAILABLE(Status.Code.UNAVAILABLE),
  TIMEOUT(Status.Code.DEADLINE_EXCEEDED),
  INTERNAL(Status.Code.INTERNAL);

  private final Status.Code grpc;

  ProblemKind(Status.Code grpc) {
    this.grpc = grpc;
  }

  public Status.Code grpc() {
    return grpc;
  }

  static ProblemKind ofHttp(int status) {
    return switch (status) {
      case 409 -> STALE;
      case 429 -> OVERLOADED;
      case 499 -> CANCELLED;
      case 503 -> UNAVAILABLE;
      case 504 -> TIMEOUT;
      default -> status >= 500 ? INTERNAL : INVALID;
    };
  }
}
