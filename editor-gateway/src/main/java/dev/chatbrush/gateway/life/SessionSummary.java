package dev.chatbrush.gateway.life;

import dev.chatbrush.gateway.api.SessionId;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A session as a list shows it: {@code width} and {@code height} are the head's, {@code bytes} what
 * its pictures take, those too that other sessions share. {@code keptUntil} is null where nothing
 * ends it.
 */
@Schema(name = "SessionSummary")
public record SessionSummary(
    String id,
    String name,
    Instant createdAt,
    Instant changedAt,
    int head,
    int width,
    int height,
    int revisions,
    long bytes,
    String thumbnailUrl,
    @Schema(nullable = true) Instant keptUntil) {
  /** Sharp on a dense screen at the size at which lists show pictures. */
  private static final int THUMBNAIL_SIDE = 320;

  static SessionSummary of(ListedSession listed, long bytes, Duration keepFor) {
    SessionId id = listed.id();
    return new SessionSummary(
        id.value(),
        listed.name(),
        listed.createdAt(),
        listed.changedAt(),
        listed.head(),
        listed.width(),
        listed.height(),
        listed.revisions(),
        bytes,
        "/api/sessions/%s/revisions/%d/image?maxSide=%d"
            .formatted(id, listed.head(), THUMBNAIL_SIDE),
        keepFor == null ? null : listed.changedAt().plus(keepFor));
  }
}
