package dev.chatbrush.mask.problem;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.contracts.problem.ProblemKind;
import dev.chatbrush.contracts.problem.ProblemList;
import dev.chatbrush.contracts.problem.ProblemType;
import dev.chatbrush.triton.error.ModelFailedException;

/** Why there is no mask: a sentence for the person and a code that stays the same. */
public final class MaskProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ProblemType type;

  private MaskProblem(ProblemType type, String sentence, Throwable cause) {
    super(sentence, cause);
    this.type = type;
  }

  public static MaskProblem of(ProblemCode code, String sentence) {
    return of(code, sentence, null);
  }

  public static MaskProblem of(ProblemCode code, String sentence, Throwable cause) {
    return new MaskProblem(ProblemList.of(code), sentence, cause);
  }

  public static MaskProblem stale() {
    return of(ProblemCode.SELECTION_STALE, "A newer selection has taken over.");
  }

  public static MaskProblem cancelled() {
    return of(ProblemCode.CANCELLED, "The request was withdrawn.");
  }

  public static MaskProblem modelUnavailable(String sentence, Throwable cause) {
    return of(ProblemCode.MODEL_UNAVAILABLE, sentence, cause);
  }

  public static MaskProblem timeout(Throwable cause) {
    return of(
        ProblemCode.INFERENCE_TIMEOUT,
        "The segmentation model took too long. Try again in a moment.",
        cause);
  }

  public static MaskProblem overloaded(String sentence, Throwable cause) {
    return of(ProblemCode.OVERLOADED, sentence, cause);
  }

  /** What the model says where it was written for people, else that it failed. */
  public static MaskProblem modelFailed(ModelFailedException failed) {
    return failed
        .code()
        .filter(code -> !code.equals(ProblemCode.MODEL_FAILED.name()))
        .flatMap(ProblemList::find)
        .map(type -> new MaskProblem(type, failed.sentence(), failed))
        .orElseGet(() -> of(ProblemCode.MODEL_FAILED, "The segmentation model failed.", failed));
  }

  public ProblemKind kind() {
    return type.kind();
  }

  /** Such as {@code SELECTION_OUTSIDE}. */
  public String code() {
    return type.code();
  }
}
