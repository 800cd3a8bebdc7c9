package dev.chatbrush.gateway.grpc;

import dev.chatbrush.contracts.wire.WireErrors;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.ProblemType;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The one place where a gRPC status becomes a problem. */
public final class RemoteProblems {
  private static final Logger LOG = Logger.getLogger(RemoteProblems.class);

  private RemoteProblems() {}

  /** What {@code failure} of a call to {@code service} means to a person. */
  public static RuntimeException translate(String service, StatusRuntimeException failure) {
    Status status = failure.getStatus();
    if (status.getCode() == Status.Code.CANCELLED) {
      return new CancelledException(failure);
    }
    Optional<String> code = code(failure);
    ProblemType type = code.flatMap(ProblemType::ofCode).orElseGet(() -> type(status, code));
    String detail = detail(service, status, code, type);
    String name = code.orElse(type.name());
    return switch (status.getCode()) {
      case UNAVAILABLE, NOT_FOUND -> new UnavailableException(type, name, detail, failure);
      case DEADLINE_EXCEEDED -> new RemoteException(type, name, detail, failure);
      default -> new EditorException(type, name, detail, Map.of(), failure);
    };
  }

  /** Whether the call did not reach the service: it then carries no code of ours. */
  static boolean isUnreachable(StatusRuntimeException failure) {
    return failure.getStatus().getCode() == Status.Code.UNAVAILABLE && code(failure).isEmpty();
  }

  private static Optional<String> code(StatusRuntimeException failure) {
    return WireErrors.codeOf(failure).filter(code -> code.matches("[A-Z][A-Z0-9_]{2,63}"));
  }

  private static ProblemType type(Status status, Optional<String> code) {
    return switch (status.getCode()) {
      case UNAVAILABLE, NOT_FOUND -> ProblemType.MODEL_UNAVAILABLE;
      case DEADLINE_EXCEEDED -> ProblemType.INFERENCE_TIMEOUT;
      case RESOURCE_EXHAUSTED -> ProblemType.OVERLOADED;
      case FAILED_PRECONDITION -> ProblemType.EDIT_REFUSED;
      // With a code the model refuses what the person asked for; without one it is our bug.
      case INVALID_ARGUMENT, OUT_OF_RANGE ->
          code.isPresent() ? ProblemType.INPUT_INVALID : ProblemType.INTERNAL_ERROR;
      case ABORTED -> ProblemType.SELECTION_STALE;
      default -> code.isPresent() ? ProblemType.MODEL_FAILED : ProblemType.INTERNAL_ERROR;
    };
  }

  /** A description beside a code is written for people; others may hold names of internals. */
  private static String detail(
      String service, Status status, Optional<String> code, ProblemType type) {
    String description = status.getDescription();
    if (code.isPresent() && description != null && !description.isBlank()) {
      return description;
    }
    LOG.debugf("%s answered %s", service, status);
    return switch (type) {
      case MODEL_UNAVAILABLE -> UnavailableException.sentence(service);
      case INFERENCE_TIMEOUT ->
          "The %s did not answer in time. Nothing was changed; try again.".formatted(service);
      case OVERLOADED ->
          "The %s has too much to do. Try again in a few seconds.".formatted(service);
      case SELECTION_STALE -> "A newer selection has been asked for; this one was dropped.";
      default ->
          "The %s could not do it. Nothing was changed; try again or look into its log."
              .formatted(service);
    };
  }
}
