package dev.chatbrush.gateway.revision;

import dev.chatbrush.gateway.api.SessionId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A revision as the API shows it. */
public record RevisionView(
    int number,
    @Schema(nullable = true) Integer parent,
    int width,
    int height,
    boolean transparent,
    String imageUrl,
    @Schema(nullable = true) String maskUrl,
    Instant createdAt,
    @Schema(nullable = true) Recipe recipe) {

  public static RevisionView from(SessionId session, Revision revision) {
    String base = "/api/sessions/%s/revisions/%d/".formatted(session, revision.number());
    return new RevisionView(
        revision.number(),
        revision.parent(),
        revision.width(),
        revision.height(),
        revision.seeThrough(),
        base + "image",
        revision.grownMask() == null ? null : base + "mask.png",
        revision.createdAt(),
        revision.recipe());
  }
}
