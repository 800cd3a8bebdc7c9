package dev.chatbrush.agent.edit;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.contracts.problem.ProblemKind;
import dev.chatbrush.contracts.problem.ProblemList;
import dev.chatbrush.contracts.problem.ProblemType;
import dev.chatbrush.triton.error.CancelledException;
import dev.chatbrush.triton.error.DeadlineExceededException;
import dev.chatbrush.triton.error.InferenceException;
import dev.chatbrush.triton.error.ModelFailedException;
import dev.chatbrush.triton.error.ModelNotFoundException;
import dev.chatbrush.triton.error.OverloadedException;
import dev.chatbrush.triton.error.ServerUnavailableException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Failures of a model call as problems for people. */
final class ModelErrors {
  private static final Logger LOG = Logger.getLogger(ModelErrors.class);

  /** Kinds of problems that lie with one model, so that another one may do without. */
  private static final Set<ProblemKind> ITS_OWN =
      EnumSet.of(ProblemKind.INTERNAL, ProblemKind.OVERLOADED, ProblemKind.UNAVAILABLE);

  private static final Set<ProblemKind> PASSING =
      EnumSet.of(ProblemKind.OVERLOADED, ProblemKind.UNAVAILABLE);

  private ModelErrors() {}

  /** Whether the next-ranked model may be tried instead. */
  static boolean anotherMayDo(InferenceException failure) {
    return kindSaid(failure).map(ITS_OWN::contains).orElse(failure instanceof ModelFailedException)
        || failure instanceof ModelNotFoundException
        || failure instanceof OverloadedException;
  }

  /** Whether the model did wrong or cannot work, rather than that it was busy or not there. */
  static boolean itsOwnFault(InferenceException failure) {
    return kindSaid(failure)
        .map(kind -> kind == ProblemKind.INTERNAL || kind == ProblemKind.UNAVAILABLE)
        .orElse(failure instanceof ModelFailedException);
  }

  /** Whether the same model may answer when it is asked again, on another server where there is. */
  static boolean anotherReplicaMayDo(InferenceException failure) {
    return kindSaid(failure).map(PASSING::contains).orElse(false)
        || failure instanceof ServerUnavailableException
        || failure instanceof OverloadedException
        || failure instanceof ModelNotFoundException;
  }

  /** What is told of several tries: that a server was lost counts before that none is there now. */
  static InferenceException told(Optional<InferenceException> lost, InferenceException last) {
    boolean gone =
        last instanceof ServerUnavailableException || last instanceof ModelNotFoundException;
    return gone ? lost.orElse(last) : last;
  }

  /** The failure where the server ended during the call. */
  static Optional<InferenceException> serverLost(InferenceException failure) {
    boolean lost = failure instanceof ServerUnavailableException gone && gone.brokeMidway();
    return lost ? Optional.of(failure) : Optional.empty();
  }

  /** What the model itself calls it; empty when it gave no code. */
  private static Optional<ProblemType> typeSaid(InferenceException failure) {
    return failure instanceof ModelFailedException failed
        ? failed.code().map(ModelErrors::listed)
        : Optional.empty();
  }

  /** The code's type; a code that the list lacks says that the request is wrong. */
  private static ProblemType listed(String code) {
    return ProblemList.find(code).orElse(ProblemList.of(ProblemCode.INPUT_INVALID));
  }

  private static Optional<ProblemKind> kindSaid(InferenceException failure) {
    return typeSaid(failure).map(ProblemType::kind);
  }

  static ToolProblem problem(InferenceException failure) {
    if (failure instanceof ModelFailedException failed && failed.code().isPresent()) {
      String code = failed.code().get();
      if (ProblemList.find(code).isEmpty()) {
        LOG.errorf("A model sent the code %s, which problems.json lacks", code);
      }
      return new ToolProblem(listed(code), failed.sentence(), failure);
    }
    if (failure instanceof CancelledException) {
      return ToolProblem.cancelled();
    }
    if (failure instanceof DeadlineExceededException) {
      return new ToolProblem(
          ProblemCode.INFERENCE_TIMEOUT,
          "The edit took too long and was stopped. Try again, or select a smaller part.",
          failure);
    }
    if (failure instanceof OverloadedException) {
      return new ToolProblem(
          ProblemCode.OVERLOADED, "The image models are busy. Try again in a moment.", failure);
    }
    if (serverLost(failure).isPresent()) {
      return ToolProblem.lost(failure);
    }
    if (failure instanceof ServerUnavailableException
        || failure instanceof ModelNotFoundException) {
      return ToolProblem.unavailable(failure);
    }
    return new ToolProblem(
        ProblemCode.MODEL_FAILED,
        "The model failed on this picture and nothing was changed. Try again or say it"
            + " differently.",
        failure);
  }
}
