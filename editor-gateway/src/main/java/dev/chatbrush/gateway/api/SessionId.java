package dev.chatbrush.gateway.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.chatbrush.contracts.problem.ProblemCode;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Names a session. An instance is well-formed; a malformed one counts as a session not found. */
@Schema(
    implementation = String.class,
    pattern = RandomIds.FORM,
    example = "01KAQ3V7M2R8X0B5T9Y4W6ZCDE")
public record SessionId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SessionId {
    if (!RandomIds.isId(value)) {
      // Its words are not repeated: they may hold anything.
      throw notFound(
          "A session's id has 26 digits and capital letters, such as 01KAQ3V7M2R8X0B5T9Y4W6ZCDE.");
    }
  }

  /** The failure that a request for an unknown session gets. */
  public EditorException notFound() {
    return notFound("There is no session '%s'.".formatted(value));
  }

  private static EditorException notFound(String what) {
    return new EditorException(
        ProblemCode.SESSION_NOT_FOUND, what + " Upload a picture to begin one.", Map.of());
  }

  @Override
  public String toString() {
    return value;
  }
}
