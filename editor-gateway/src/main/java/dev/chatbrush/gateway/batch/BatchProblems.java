package dev.chatbrush.gateway.batch;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;

/** What is wrong with a batch. */
final class BatchProblems {
  private BatchProblems() {}

  static EditorException invalid(String what) {
    return new EditorException(ProblemCode.BATCH_INVALID, what);
  }

  static EditorException running() {
    return new EditorException(
        ProblemCode.BATCH_RUNNING, "Some of its pictures have no outcome yet.");
  }

  static EditorException finished() {
    return new EditorException(ProblemCode.BATCH_FINISHED, "All of its pictures have an outcome.");
  }

  static EditorException overloaded() {
    return new EditorException(
        ProblemCode.OVERLOADED, "Many batches are waiting. Try again when one of them has ended.");
  }
}
