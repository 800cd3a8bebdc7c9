package dev.chatbrush.gateway.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.chatbrush.contracts.problem.ProblemCode;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Names a session. An instance is well-formed; a malformed one counts as a session not found. */
@Schema(implementation = String.class, example = "01KAQ3V7M2R8X0B5T9Y4W6ZCDE")
public record SessionId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SessionId {
    if (!Ulid.isUlid(value)) {
      throw notFound("that");
    }
  }

  /** The failure that a request for an unknown session gets. */
  public EditorException notFound() {
    return notFound(value);
  }

  private static EditorException notFound(String name) {
    return new EditorException(
        ProblemCode.SESSION_NOT_FOUND,
        "There is no session '%s'. Upload a picture to begin one.".formatted(name),
        Map.of());
  }

  @Override
  public String toString() {
    return value;
  }
}
