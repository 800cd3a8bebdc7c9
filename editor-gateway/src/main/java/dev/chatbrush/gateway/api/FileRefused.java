package dev.chatbrush.gateway.api;

import dev.chatbrush.contracts.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.Map;

/**
 * Whether a failure is a file of the server's that could not be written. The parts of a body are
 * put aside in such before any resource sees them, on a disk that is full as soon as another.
 */
public final class FileRefused {
  private static final int NEAR = 8;

  private FileRefused() {}

  public static boolean is(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FileSystemException
          || cause instanceof io.vertx.core.file.FileSystemException
          || cause instanceof IOException && byFile(cause)) {
        return true;
      }
    }
    return false;
  }

  /** What is answered then. */
  public static EditorException problem(Throwable failure) {
    return new EditorException(
        ProblemCode.STORAGE_FAILED,
        "Nothing was stored; everything stored before is kept. The disk that holds the server's"
            + " temporary files takes no more.",
        Map.of(),
        failure);
  }

  /** A connection's failures have the same class, and come from elsewhere. */
  private static boolean byFile(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .limit(NEAR)
        .map(StackTraceElement::getClassName)
        .anyMatch(
            name ->
                name.equals("sun.nio.ch.FileChannelImpl")
                    || name.startsWith("sun.nio.ch.SimpleAsynchronousFileChannel")
                    || name.startsWith("java.io.File"));
  }
}
