package dev.chatbrush.mask.api;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.contracts.problem.ProblemKind;
import dev.chatbrush.contracts.wire.WireErrors;
import dev.chatbrush.imaging.codec.file.ImageCorruptException;
import dev.chatbrush.imaging.codec.file.ImageException;
import dev.chatbrush.imaging.codec.file.ImageTooLargeException;
import dev.chatbrush.mask.problem.MaskProblem;
import dev.chatbrush.triton.error.CancelledException;
import dev.chatbrush.triton.error.DeadlineExceededException;
import dev.chatbrush.triton.error.ModelFailedException;
import dev.chatbrush.triton.error.ModelNotFoundException;
import dev.chatbrush.triton.error.OverloadedException;
import dev.chatbrush.triton.error.ServerUnavailableException;
import dev.chatbrush.triton.error.UnexpectedResponseException;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/** Turns whatever went wrong into the status that the gateway gets. The one place that logs it. */
final class GrpcErrors {
  private static final Logger LOG = Logger.getLogger(GrpcErrors.class);
  private static final String DOWN =
      "The inference server does not answer. Undo, download and brush strokes still work.";

  private static final String GONE =
      "The segmentation model was just taken away. Try again in a moment.";

  private GrpcErrors() {}

  static MaskProblem problemOf(Throwable thrown) {
    if (thrown instanceof MaskProblem problem) {
      return problem;
    }
    if (thrown instanceof ImageException image) {
      return MaskProblem.of(codeOf(image), image.getMessage());
    }
    if (thrown instanceof CancelledException) {
      return MaskProblem.cancelled();
    }
    if (thrown instanceof DeadlineExceededException || thrown instanceof TimeoutException) {
      return MaskProblem.timeout(thrown);
    }
    if (thrown instanceof ModelNotFoundException) {
      return MaskProblem.modelUnavailable(GONE, thrown);
    }
    if (thrown instanceof ServerUnavailableException
        || thrown instanceof CircuitBreakerOpenException) {
      return MaskProblem.modelUnavailable(DOWN, thrown);
    }
    if (thrown instanceof OverloadedException) {
      return MaskProblem.overloaded("The inference server is busy. Try again soon.", thrown);
    }
    if (thrown instanceof OutOfMemoryError) {
      return MaskProblem.overloaded("There is no room for this picture now. Try again.", thrown);
    }
    return unexpected(thrown);
  }

  private static MaskProblem unexpected(Throwable thrown) {
    if (thrown instanceof UnexpectedResponseException) {
      return MaskProblem.of(
          ProblemCode.RESULT_INVALID,
          "The segmentation model gave an answer that makes no mask.",
          thrown);
    }
    if (thrown instanceof ModelFailedException failed) {
      return MaskProblem.modelFailed(failed);
    }
    return MaskProblem.of(
        ProblemCode.INTERNAL_ERROR, "Making the mask failed; the log says why.", thrown);
  }

  private static ProblemCode codeOf(ImageException thrown) {
    if (thrown instanceof ImageTooLargeException) {
      return ProblemCode.IMAGE_TOO_LARGE;
    }
    return thrown instanceof ImageCorruptException
        ? ProblemCode.IMAGE_CORRUPT
        : ProblemCode.IMAGE_FORMAT_UNSUPPORTED;
  }

  static StatusRuntimeException of(MaskProblem problem) {
    return WireErrors.of(problem.kind().grpc().toStatus(), problem.code(), problem.getMessage());
  }

  static void log(MaskProblem problem) {
    Throwable cause = problem.getCause();
    if (problem.kind() == ProblemKind.INTERNAL) {
      LOG.error(problem.code() + ": " + problem.getMessage(), problem);
    } else if (cause != null) {
      LOG.warnf("%s: %s", problem.code(), cause.getMessage());
    } else {
      LOG.debugf("%s: %s", problem.code(), problem.getMessage());
    }
  }
}
