package dev.chatbrush.mask.problem;

/** Why there is no mask: a sentence for the person and a code that stays the same. */
public final class MaskProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemKind kind;
  private final String code;

  private MaskProblem(ProblemKind kind, String code, String sentence, Throwable cause) {
    super(sentence, cause);
    this.kind = kind;
    this.code = code;
  }

  public static MaskProblem invalid(String code, String sentence) {
    return new MaskProblem(ProblemKind.INVALID, code, sentence, null);
  }

  public static MaskProblem stale() {
    return new MaskProblem(
        ProblemKind.STALE, "SELECTION_STALE", "A newer selection has taken over.", null);
  }

  public static MaskProblem cancelled() {
    return new MaskProblem(ProblemKind.CANCELLED, "CANCELLED", "The request was withdrawn.", null);
  }

  public static MaskProblem modelUnavailable(String sentence, Throwable cause) {
    return new MaskProblem(ProblemKind.UNAVAILABLE, "MODEL_UNAVAILABLE", sentence, cause);
  }

  public static MaskProblem timeout(Throwable cause) {
    return new MaskProblem(
        ProblemKind.TIMEOUT,
        "INFERENCE_TIMEOUT",
        "The segmentation model took too long. Try again in a moment.",
        cause);
  }

  public static MaskProblem overloaded(String sentence, Throwable cause) {
    return new MaskProblem(ProblemKind.OVERLOADED, "OVERLOADED", sentence, cause);
  }

  public static MaskProblem internal(String code, String sentence, Throwable cause) {
    return new MaskProblem(ProblemKind.INTERNAL, code, sentence, cause);
  }

  public ProblemKind kind() {
    return kind;
  }

  /** Such as {@code SELECTION_OUTSIDE}. */
  public String code() {
    return code;
  }
}
