package dev.chatbrush.gateway.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chatbrush.gateway.owner.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A key as lists tell it; {@code secret} is told once, when it is made. */
@Schema(name = "Key")
public record KeyView(
    String id,
    String hint,
    String name,
    String owner,
    List<String> scopes,
    Instant createdAt,
    @Schema(nullable = true) Instant expiresAt,
    @Schema(nullable = true) Instant lastUsedAt,
    @Schema(nullable = true) Instant revokedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) String secret) {

  static KeyView from(AccessKey key, String secret) {
    return new KeyView(
        key.id(),
        key.hint(),
        key.name(),
        key.owner().value(),
        key.scopes().stream().sorted().map(KeyView::word).toList(),
        key.createdAt(),
        key.expiresAt(),
        key.lastUsedAt(),
        key.revokedAt(),
        secret);
  }

  private static String word(Scope scope) {
    return scope.name().toLowerCase(Locale.ROOT);
  }
}
