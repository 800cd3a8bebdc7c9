package dev.chatbrush.agent.tool;

import dev.chatbrush.agent.tool.ToolProblem.Kind;
import dev.chatbrush.triton.CancelledException;
import dev.chatbrush.triton.DeadlineExceededException;
import dev.chatbrush.triton.InferenceException;
import dev.chatbrush.triton.ModelFailedException;
import dev.chatbrush.triton.ModelNotFoundException;
import dev.chatbrush.triton.OverloadedException;
import dev.chatbrush.triton.ServerUnavailableException;
import java.util.Set;

/** Failures of a model call as problems for people. */
final class ModelErrors {
  /** Codes by which a model says that it is to blame itself, and not the request. */
  private static final Set<String> OWN_FAULT = Set.of("MODEL_FAILED");

  private static final Set<String> NEEDS_SOMETHING = Set.of("MASK_NEEDED", "LOOK_UNKNOWN");

  private ModelErrors() {}

  /** Whether the next-ranked model may be tried instead. */
  static boolean anotherMayDo(InferenceException failure) {
    if (failure instanceof ModelFailedException failed) {
      return failed.code().map(OWN_FAULT::contains).orElse(true);
    }
    return failure instanceof ModelNotFoundException || failure instanceof OverloadedException;
  }

  /** Whether the same model may answer when it is asked again, on another server where there is. */
  static boolean anotherReplicaMayDo(InferenceException failure) {
    return failure instanceof ServerUnavailableException
        || failure instanceof OverloadedException
        || failure instanceof ModelNotFoundException;
  }

  static ToolProblem problem(InferenceException failure) {
    if (failure instanceof ModelFailedException failed && failed.code().isPresent()) {
      String code = failed.code().get();
      Kind kind =
          OWN_FAULT.contains(code)
              ? Kind.INTERNAL
              : NEEDS_SOMETHING.contains(code) ? Kind.PRECONDITION : Kind.INVALID;
      return new ToolProblem(kind, code, failed.sentence(), failure);
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
        "The model failed on this picture and nothing was changed. Try again or say it differently.",
        failure);
  }
}
