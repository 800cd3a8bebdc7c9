package dev.chatbrush.gateway.share;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A link as its session's owner sees it; {@code secret} is told once, when it is made. */
@Schema(name = "Share")
public record ShareView(
    String id,
    boolean mayEdit,
    Instant createdAt,
    @Schema(nullable = true) Instant expiresAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) String secret) {

  static ShareView from(Share share, String secret) {
    return new ShareView(share.id(), share.mayEdit(), share.createdAt(), share.expiresAt(), secret);
  }
}
