package dev.chatbrush.gateway.revision;

import dev.chatbrush.gateway.storage.BlobId;
import java.time.Instant;

/**
 * One version of the picture. {@code parent} is null for the uploaded one; {@code redo} is the
 * child that was left last, or null. {@code mask} is the selection that the edit was asked for,
 * {@code grownMask} the one that was locked; both may be null. {@code seeThrough} tells that not
 * every pixel is opaque.
 */
public record Revision(
    int number,
    Integer parent,
    Integer redo,
    int width,
    int height,
    BlobId image,
    boolean seeThrough,
    BlobId mask,
    BlobId grownMask,
    Recipe recipe,
    Instant createdAt) {

  /** This draft as it is stored. */
  public Revision stored(int storedNumber, Instant now) {
    return new Revision(
        storedNumber, parent, redo, width, height, image, seeThrough, mask, grownMask, recipe, now);
  }
}
