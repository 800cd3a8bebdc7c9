package dev.chatbrush.triton.testing;

import io.grpc.Status;

/** The ways in which Triton refuses a call. */
public enum FakeError {
  /** The request does not fit the model. */
  INVALID_ARGUMENT(Status.Code.INVALID_ARGUMENT),
  /** No such model or version. */
  NOT_FOUND(Status.Code.NOT_FOUND),
  /** Full queue, expired request, model not loaded; the text says which. */
  UNAVAILABLE(Status.Code.UNAVAILABLE),
  /** The model failed. */
  INTERNAL(Status.Code.INTERNAL),
  /** A resource has run out. */
  RESOURCE_EXHAUSTED(Status.Code.RESOURCE_EXHAUSTED),
  /** The server does not do that. */
  UNIMPLEMENTED(Status.Code.UNIMPLEMENTED);

  private final Status.Code code;

  FakeError(Status.Code code) {
    this.code = code;
  }

  Status status(String text) {
    return code.toStatus().withDescription(text);
  }
}
