package dev.chatbrush.gateway.key;

import dev.chatbrush.gateway.owner.Caller;
import dev.chatbrush.gateway.owner.Owner;
import dev.chatbrush.gateway.owner.Scope;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * A key as it is kept: all but its secret.
 *
 * @param hint the first characters of the secret
 * @param expiresAt null where it does not
 * @param lastUsedAt to the minute; null where it never was
 * @param revokedAt null where it was not
 */
public record AccessKey(
    String id,
    String hint,
    String name,
    Owner owner,
    Set<Scope> scopes,
    Instant createdAt,
    Instant expiresAt,
    Instant lastUsedAt,
    Instant revokedAt) {

  /** Whether it opens something then. */
  public boolean opens(Instant now) {
    return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
  }

  /** Who comes with it. */
  public Caller caller() {
    return new Caller(owner, id, scopes, Map.of());
  }
}
