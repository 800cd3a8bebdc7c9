package dev.chatbrush.gateway.reference;

import dev.chatbrush.gateway.storage.BlobId;
import java.time.Instant;

/** A row of {@code reference_picture}: a picture to look at, and when it was added. */
public record AddedPicture(
    BlobId image, int width, int height, boolean seeThrough, Instant addedAt) {
  Reference reference() {
    return new Reference(image, width, height, seeThrough);
  }
}
