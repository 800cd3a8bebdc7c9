package dev.chatbrush.gateway.journal;

import dev.chatbrush.gateway.api.Problem;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One line of the chat, as it is stored and shown. {@code role} is "user" or "assistant"; {@code
 * revision} is the last one that it made, or null; {@code question} tells that an answer is
 * awaited.
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
    boolean question) {

  public static final String USER = "user";
  public static final String ASSISTANT = "assistant";
}
