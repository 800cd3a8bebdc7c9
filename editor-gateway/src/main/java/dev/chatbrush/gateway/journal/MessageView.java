package dev.chatbrush.gateway.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chatbrush.gateway.api.Problem;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One line of the chat, as it is stored and shown. {@code role} is "user" or "assistant"; {@code
 * revision} is the last one that it made, or null; {@code question} tells that an answer is
 * awaited; {@code references} are the hashes of the pictures that came with it.
 */
@Schema(name = "Message")
public record MessageView(
    String id,
    @Schema(enumeration = {"user", "assistant"}) String role,
    String text,
    Instant at,
    @Schema(nullable = true) String editId,
    @Schema(nullable = true) Integer revision,
    @Schema(nullable = true) Problem problem,
    boolean question,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> references) {

  public static final String USER = "user";
  public static final String ASSISTANT = "assistant";

  public MessageView {
    references = references == null ? List.of() : List.copyOf(references);
  }
}
