package dev.chatbrush.gateway.batch;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.RandomIds;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Names a batch. An instance is well-formed; a malformed one counts as a batch not found. */
@Schema(
    implementation = String.class,
    pattern = RandomIds.FORM,
    example = "01KAQ3V7M2R8X0B5T9Y4W6ZCDE")
public record BatchId(@JsonValue String value) {
  public BatchId {
    if (!RandomIds.isId(value)) {
      throw notFound("A batch's id has 26 digits and capital letters.");
    }
  }

  /** The failure that a request for an unknown batch gets. */
  EditorException notFound() {
    return notFound("There is no batch '%s'.".formatted(value));
  }

  private static EditorException notFound(String what) {
    return new EditorException(ProblemCode.BATCH_NOT_FOUND, what);
  }

  @Override
  public String toString() {
    return value;
  }
}
