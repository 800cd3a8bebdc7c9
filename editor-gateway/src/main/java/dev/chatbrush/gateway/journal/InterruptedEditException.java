package dev.chatbrush.gateway.journal;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;

/**
 * The gateway that carried an edit out was gone, or for so long that another has ended the edit.
 */
public final class InterruptedEditException extends EditorException {
  private static final long serialVersionUID = 1L;

  public InterruptedEditException() {
    super(
        ProblemCode.EDIT_INTERRUPTED,
        "The server stopped while this edit ran. What it had finished stays; say the rest again.");
  }
}
