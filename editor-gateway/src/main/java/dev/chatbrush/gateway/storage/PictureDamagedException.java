package dev.chatbrush.gateway.storage;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import java.util.Map;

/** A blob is missing, or its bytes are no longer those that were stored. */
public final class PictureDamagedException extends EditorException {
  private static final long serialVersionUID = 1L;

  public PictureDamagedException(BlobId id, String what, Throwable cause) {
    super(
        ProblemCode.PICTURE_DAMAGED,
        "The stored picture %s is %s. Restore it from a backup; other revisions are not affected."
            .formatted(id.value().substring(0, 12), what),
        Map.of(),
        cause);
  }
}
