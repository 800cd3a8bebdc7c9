package dev.chatbrush.agent.edit;

/** Why a step did not run to its end. The message is a sentence for the person. */
public final class ToolProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Who has to do something about it. */
  public enum Kind {
    /** The request is wrong whatever the state. */
    INVALID,
    /** Something has to be there first: a selection, a model. */
    PRECONDITION,
    UNAVAILABLE,
    TIMEOUT,
    OVERLOADED,
    CANCELLED,
    INTERNAL
  }

  private final Kind kind;
  private final String code;

  public ToolProblem(Kind kind, String code, String sentence) {
    this(kind, code, sentence, null);
  }

  public ToolProblem(Kind kind, String code, String sentence, Throwable cause) {
    super(sentence, cause);
    this.kind = kind;
    this.code = code;
  }

  public Kind kind() {
    return kind;
  }

  /** Stable, for programs: {@code MODEL_UNAVAILABLE}, {@code LOOK_UNKNOWN}. */
  public String code() {
    return code;
  }

  static ToolProblem cancelled() {
    return new ToolProblem(Kind.CANCELLED, "CANCELLED", "The edit was stopped.");
  }

  static ToolProblem unavailable(Throwable cause) {
    return new ToolProblem(
        Kind.UNAVAILABLE,
        "MODEL_UNAVAILABLE",
        "The image models cannot be reached now. Nothing is lost: try again in a moment; undo and"
            + " download work meanwhile.",
        cause);
  }
}
