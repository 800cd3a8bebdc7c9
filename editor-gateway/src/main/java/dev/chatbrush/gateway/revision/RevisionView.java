package dev.chatbrush.gateway.revision;

import dev.chatbrush.gateway.api.SessionId;
import java.time.Instant;

/** A revision as the API shows it. */
public record RevisionView(
    int number,
    Integer parent,
    int width,
    int height,
    String imageUrl,
    String maskUrl,
    Instant createdAt,
    Recipe recipe) {

  public static RevisionView from(SessionId session, Revision revision) {
    String base = "/api/sessions/%s/revisions/%d/".formatted(session, revision.number());
    return new RevisionView(
        revision.number(),
        revision.parent(),
        revision.width(),
        revision.height(),
        base + "image",
        revision.grownMask() == null ? null : base + "mask.png",
        revision.createdAt(),
        revision.recipe());
  }
}
