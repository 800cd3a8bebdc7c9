package dev.chatbrush.agent.edit;

import dev.chatbrush.agent.edit.ToolProblem.Kind;
import dev.chatbrush.triton.error.CancelledException;
import dev.chatbrush.triton.error.DeadlineExceededException;
import dev.chatbrush.triton.error.InferenceException;
import dev.chatbrush.triton.error.ModelFailedException;
import dev.chatbrush.triton.error.ModelNotFoundException;
import dev.chatbrush.triton.error.OverloadedException;
import dev.chatbrush.triton.error.ServerUnavailableException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Failures of a model call as problems for people. */
final class ModelErrors {
  /** Codes of the edit contract; every other one says that the request is wrong. */
  private static final Map<String, Kind> KINDS =
      Map.of(
          "MODEL_FAILED", Kind.INTERNAL,
          "MASK_NEEDED", Kind.PRECONDITION,
          "LOOK_UNKNOWN", Kind.PRECONDITION,
          "OVERLOADED", Kind.OVERLOADED,
          "MODEL_UNAVAILABLE", Kind.UNAVAILABLE,
          "INFERENCE_TIMEOUT", Kind.TIMEOUT);

  /** Kinds of problems that lie with one model, so that another one may do without. */
  private static final Set<Kind> ITS_OWN =
      EnumSet.of(Kind.INTERNAL, Kind.OVERLOADED, Kind.UNAVAILABLE);

  private static final Set<Kind> PASSING = EnumSet.of(Kind.OVERLOADED, Kind.UNAVAILABLE);

  private ModelErrors() {}

  /** Whether the next-ranked model may be tried instead. */
  static boolean anotherMayDo(InferenceException failure) {
    return kindSaid(failure).map(ITS_OWN::contains).orElse(failure instanceof ModelFailedException)
        || failure instanceof ModelNotFoundException
        || failure instanceof OverloadedException;
  }

  /** Whether the same model may answer when it is asked again, on another server where there is. */
  static boolean anotherReplicaMayDo(InferenceException failure) {
    return kindSaid(failure).map(PASSING::contains).orElse(false)
        || failure instanceof ServerUnavailableException
        || failure instanceof OverloadedException
        || failure instanceof ModelNotFoundException;
  }

  /** What the model itself calls it; empty when it gave no code. */
  private static Optional<Kind> kindSaid(InferenceException failure) {
    return failure instanceof ModelFailedException failed
        ? failed.code().map(code -> KINDS.getOrDefault(code, Kind.INVALID))
        : Optional.empty();
  }

  static ToolProblem problem(InferenceException failure) {
    if (failure instanceof ModelFailedException failed && failed.code().isPresent()) {
      Kind kind = kindSaid(failure).orElseThrow();
      return new ToolProblem(kind, failed.code().get(), failed.sentence(), failure);
    }
    if (failure instanceof CancelledException) {
      return ToolProblem.cancelled();
    }
    if (failure instanceof DeadlineExceededException) {
      return new ToolProblem(
          Kind.TIMEOUT,
          "INFERENCE_TIMEOUT",
          "The edit took too long and was stopped. Try again, or select a smaller part.",
          failure);
    }
    if (failure instanceof OverloadedException) {
      return new ToolProblem(
          Kind.OVERLOADED,
          "OVERLOADED",
          "The image models are busy. Try again in a moment.",
          failure);
    }
    if (failure instanceof ServerUnavailableException
        || failure instanceof ModelNotFoundException) {
      return ToolProblem.unavailable(failure);
    }
    return new ToolProblem(
        Kind.INTERNAL,
        "MODEL_FAILED",
        "The model failed on this picture and nothing was changed. Try again or say it"
            + " differently.",
        failure);
  }
}
