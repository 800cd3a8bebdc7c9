package dev.chatbrush.agent.edit;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.contracts.problem.ProblemKind;
import dev.chatbrush.contracts.problem.ProblemList;
import dev.chatbrush.contracts.problem.ProblemType;
import dev.chatbrush.triton.error.ModelFailedException;

/** Why a step did not run to its end. The message is a sentence for the person. */
public final class ToolProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ProblemType type;

  public ToolProblem(ProblemCode code, String sentence) {
    this(code, sentence, null);
  }

  public ToolProblem(ProblemCode code, String sentence, Throwable cause) {
    this(ProblemList.of(code), sentence, cause);
  }

  /** For a code that a model sent. */
  ToolProblem(ProblemType type, String sentence, Throwable cause) {
    super(sentence, cause);
    this.type = type;
  }

  public ProblemKind kind() {
    return type.kind();
  }

  /** Stable, for programs: {@code MODEL_UNAVAILABLE}, {@code LOOK_UNKNOWN}. */
  public String code() {
    return type.code();
  }

  /**
   * Whose fault it was, for who counts it: "failed" is the model's own, and so is "timeout". A
   * model that says itself that it cannot work, for want of a network or of a key, has failed too.
   */
  String outcome() {
    return switch (kind()) {
      case INVALID -> "refused";
      case STALE -> "conflict";
      case CANCELLED -> "cancelled";
      case OVERLOADED -> "overloaded";
      case UNAVAILABLE -> getCause() instanceof ModelFailedException ? "failed" : "unavailable";
      case TIMEOUT -> "timeout";
      case INTERNAL -> "failed";
    };
  }

  static ToolProblem cancelled() {
    return new ToolProblem(ProblemCode.CANCELLED, "The edit was stopped.");
  }

  /** The service is asked to stop; the call was not begun. */
  public static ToolProblem leaving() {
    return new ToolProblem(
        ProblemCode.SERVER_LEAVING, "This server is just being replaced. Try again in a moment.");
  }

  static ToolProblem unavailable(Throwable cause) {
    return new ToolProblem(
        ProblemCode.MODEL_UNAVAILABLE,
        "The image models cannot be reached now. Nothing is lost: try again in a moment; undo and"
            + " download work meanwhile.",
        cause);
  }

  /** The server ended during the call, perhaps because of it. */
  static ToolProblem lost(Throwable cause) {
    return new ToolProblem(
        ProblemCode.MODEL_SERVER_LOST,
        "The image models' server stopped during this edit. Nothing is lost: try again in a moment;"
            + " if it stops again, select a smaller part.",
        cause);
  }
}
