package dev.chatbrush.gateway.storage;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import java.util.Map;

/** What is said when storage fails. */
final class StorageProblems {
  private StorageProblems() {}

  /** Why nothing can be stored in that condition. */
  static EditorException of(StorageCondition condition, Throwable cause) {
    return switch (condition) {
      case OK -> new StorageFailedException("The disk refused it.", cause);
      case FULL ->
          new StorageFailedException(
              "The server's disk is full. Looking, undo and download go on; make room, and storing"
                  + " goes on by itself.",
              cause);
      case SPENT ->
          new StorageFailedException(
              "The server's disk is full, down to what is kept for undo. Looking and download go on;"
                  + " make room, and the rest goes on by itself.",
              cause);
      case READ_ONLY ->
          new StorageFailedException(
              "The server's disk takes no writes. Looking and download go on; once it is writable,"
                  + " the rest goes on by itself.",
              cause);
      case UNREACHABLE -> unreachable(cause);
    };
  }

  static EditorException unreachable(Throwable cause) {
    return new EditorException(
        ProblemCode.STORAGE_UNREACHABLE,
        "The database does not answer. Nothing is lost; it goes on by itself once it does.",
        Map.of(),
        cause);
  }
}
