package dev.chatbrush.gateway.storage;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import java.util.Map;

/** Something could not be written: disk full, read-only, broken. */
public final class StorageFailedException extends EditorException {
  private static final long serialVersionUID = 1L;

  StorageFailedException(Throwable cause) {
    super(
        ProblemCode.STORAGE_FAILED,
        "The picture could not be written. Everything stored before is kept; undo and download go"
            + " on. Free some disk space and try again.",
        Map.of(),
        cause);
  }
}
