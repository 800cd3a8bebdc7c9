package dev.chatbrush.gateway.storage;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;

/** What is said when storage fails. */
final class StorageProblems {
  private StorageProblems() {}

  /** What the database's {@code failure} to write means in that condition. */
  static EditorException ofWrite(StorageCondition condition, JdbiException failure) {
    if (isOurs(failure)) {
      return internal(failure);
    }
    return isConnection(failure) ? unreachable(failure) : of(condition, failure);
  }

  /** What the database's {@code failure} to read means. */
  static EditorException ofRead(JdbiException failure) {
    return isOurs(failure) ? internal(failure) : unreachable(failure);
  }

  private static EditorException internal(JdbiException failure) {
    return new EditorException(
        ProblemCode.INTERNAL_ERROR,
        "Nothing was changed. Try again; the log has more under this traceId.",
        Map.of(),
        failure);
  }

  /**
   * Whether the database did as it should: values that do not fit (SQLState 22), a broken
   * constraint (23), wrong SQL (42), or a failure that never came to it.
   */
  static boolean isOurs(JdbiException failure) {
    return !(failure instanceof ConnectionException)
        && cause(failure).map(sql -> isOf(sql, "22", "23", "42")).orElse(true);
  }

  /** Not reached or lost (08), or shut down (57P). */
  private static boolean isConnection(JdbiException failure) {
    return failure instanceof ConnectionException
        || cause(failure).map(sql -> isOf(sql, "08", "57P")).orElse(false);
  }

  private static Optional<SQLException> cause(Throwable failure) {
    return Stream.iterate(failure, e -> e != null, Throwable::getCause)
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .findFirst();
  }

  private static boolean isOf(SQLException failure, String... classes) {
    String state = failure.getSQLState();
    return state != null && Stream.of(classes).anyMatch(state::startsWith);
  }

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
              "The server's disk is full, down to what is kept for undo. Looking and download go"
                  + " on; make room, and the rest goes on by itself.",
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
        "The database or the store of pictures does not answer. Nothing is lost; it goes on by"
            + " itself once it does.",
        Map.of(),
        cause);
  }
}
