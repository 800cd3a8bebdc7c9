package dev.chatbrush.gateway.chat;

import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.ProblemType;

/** The ways in which an edit that is asked after cannot be answered. */
final class ChatProblems {
  private ChatProblems() {}

  static EditorException notFound(String editId) {
    return new EditorException(
        ProblemType.EDIT_NOT_FOUND, "There is no edit '%s' in this session.".formatted(editId));
  }

  static EditorException finished(String state) {
    return new EditorException(
        ProblemType.EDIT_FINISHED, "The edit has ended before (%s).".formatted(state));
  }

  static EditorException elsewhere() {
    return new EditorException(
        ProblemType.EDIT_RUNNING,
        "This edit runs, but not on this server. Its result will be in the session.");
  }
}
