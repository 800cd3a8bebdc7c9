package dev.chatbrush.gateway.reference;

import dev.chatbrush.gateway.api.SessionId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A picture to look at; {@code reference} is what a message names it by. */
@Schema(name = "Reference")
public record ReferenceView(
    String reference, int width, int height, boolean transparent, String imageUrl) {

  static ReferenceView from(SessionId session, Reference reference) {
    String hash = reference.image().value();
    return new ReferenceView(
        hash,
        reference.width(),
        reference.height(),
        reference.seeThrough(),
        "/api/sessions/%s/references/%s/image".formatted(session, hash));
  }
}
