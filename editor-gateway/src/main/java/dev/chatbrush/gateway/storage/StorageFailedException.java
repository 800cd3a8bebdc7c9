package dev.chatbrush.gateway.storage;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import java.util.Map;

/** Something could not be written: disk full, read-only, broken. */
public final class StorageFailedException extends EditorException {
  private static final long serialVersionUID = 1L;

  public StorageFailedException(String why, Throwable cause) {
    super(
        ProblemCode.STORAGE_FAILED,
        "Nothing was stored; everything stored before is kept. " + why,
        Map.of(),
        cause);
  }
}
