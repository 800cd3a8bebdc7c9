package dev.chatbrush.gateway.share;

import dev.chatbrush.gateway.api.SessionId;
import java.time.Instant;

/**
 * A link that opens one session, all but its secret.
 *
 * @param expiresAt null where it does not
 */
public record Share(
    String id, SessionId session, boolean mayEdit, Instant createdAt, Instant expiresAt) {

  /** Whether it opens the session then. */
  public boolean opens(Instant now) {
    return expiresAt == null || now.isBefore(expiresAt);
  }
}
