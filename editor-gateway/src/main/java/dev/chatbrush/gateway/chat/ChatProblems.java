package dev.chatbrush.gateway.chat;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;

/** The ways in which an edit that is asked after cannot be answered. */
final class ChatProblems {
  private ChatProblems() {}

  static EditorException notFound(String editId) {
    return new EditorException(
        ProblemCode.EDIT_NOT_FOUND, "There is no edit '%s' in this session.".formatted(editId));
  }

  static EditorException finished(String state) {
    return new EditorException(
        ProblemCode.EDIT_FINISHED, "The edit has ended before (%s).".formatted(state));
  }
}
