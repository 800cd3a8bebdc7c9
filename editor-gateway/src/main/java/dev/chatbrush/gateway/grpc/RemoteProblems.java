package dev.chatbrush.gateway.grpc;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.contracts.problem.ProblemList;
import dev.chatbrush.contracts.problem.ProblemType;
import dev.chatbrush.contracts.wire.WireErrors;
import dev.chatbrush.gateway.api.EditorException;
import io.grpc.Context;
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
      return cancelled(service, failure);
    }
    Optional<String> code = code(failure);
    ProblemType type =
        code.flatMap(ProblemList::find).orElseGet(() -> unlisted(service, status, code));
    String detail = detail(service, status, code, type);
    return switch (status.getCode()) {
      case UNAVAILABLE, NOT_FOUND -> new UnavailableException(type, detail, failure);
      case DEADLINE_EXCEEDED -> new RemoteException(type, detail, failure);
      default -> new EditorException(type, detail, Map.of(), failure);
    };
  }

  /**
   * Only who asked may say that a call was cancelled: a server that stops ends what is left of its
   * calls with the same word (RST_STREAM with CANCEL), and another can do them from anew.
   */
  private static RuntimeException cancelled(String service, StatusRuntimeException failure) {
    return Context.current().isCancelled()
        ? new CancelledException(failure)
        : new UnavailableException(
            ProblemList.of(ProblemCode.SERVER_LEAVING),
            UnavailableException.sentence(service),
            failure);
  }

  /** Whether the call did not reach the service: it then carries no code of ours. */
  static boolean isUnreachable(Throwable failure) {
    return isOurs(failure, Status.Code.UNAVAILABLE);
  }

  /** Whether the service is asked to stop, so that another can do it from anew. */
  static boolean isLeaving(StatusRuntimeException failure) {
    return code(failure).filter(ProblemCode.SERVER_LEAVING.name()::equals).isPresent();
  }

  /** Whether the service cannot be reached or says nothing: its fault, whoever called. */
  static boolean isSilence(Throwable failure) {
    return isUnreachable(failure) || isOurs(failure, Status.Code.DEADLINE_EXCEEDED);
  }

  /** Made on this side, since what a service answers carries a code. */
  private static boolean isOurs(Throwable failure, Status.Code status) {
    return failure instanceof StatusRuntimeException call
        && call.getStatus().getCode() == status
        && code(call).isEmpty();
  }

  private static Optional<String> code(StatusRuntimeException failure) {
    return WireErrors.codeOf(failure).filter(code -> code.matches("[A-Z][A-Z0-9_]{2,63}"));
  }

  /** What fits the status best. A code that the list lacks is a fault: nobody has words for it. */
  private static ProblemType unlisted(String service, Status status, Optional<String> code) {
    ProblemType type = ProblemList.of(fitting(status, code));
    code.ifPresent(
        sent ->
            LOG.errorf(
                "%s sent the code %s, which problems.json lacks; told as %s",
                service, sent, type.code()));
    return type;
  }

  private static ProblemCode fitting(Status status, Optional<String> code) {
    return switch (status.getCode()) {
      case UNAVAILABLE, NOT_FOUND -> ProblemCode.MODEL_UNAVAILABLE;
      case DEADLINE_EXCEEDED -> ProblemCode.INFERENCE_TIMEOUT;
      case RESOURCE_EXHAUSTED -> ProblemCode.OVERLOADED;
      case FAILED_PRECONDITION -> ProblemCode.EDIT_REFUSED;
      // With a code the model refuses what the person asked for; without one it is our bug.
      case INVALID_ARGUMENT, OUT_OF_RANGE ->
          code.isPresent() ? ProblemCode.INPUT_INVALID : ProblemCode.INTERNAL_ERROR;
      case ABORTED -> ProblemCode.SELECTION_STALE;
      default -> code.isPresent() ? ProblemCode.MODEL_FAILED : ProblemCode.INTERNAL_ERROR;
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
    return switch (type.kind()) {
      case UNAVAILABLE -> UnavailableException.sentence(service);
      case TIMEOUT ->
          "The %s did not answer in time. Nothing was changed; try again.".formatted(service);
      case OVERLOADED ->
          "The %s has too much to do. Try again in a few seconds.".formatted(service);
      case STALE -> "A newer selection has been asked for; this one was dropped.";
      default ->
          "The %s could not do it. Nothing was changed; try again or look into its log."
              .formatted(service);
    };
  }
}
